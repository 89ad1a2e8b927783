import type { MapNode, Pair, YamlNode } from "./node.ts";
import type { YamlProblem } from "./parse.ts";

/**
 * What the server makes of the pairs of one map: `<<` expanded, one pair per name, the last one wins
 * (go.yaml.in/yaml/v2 decode.go). Strict decoding refuses every repeated name.
 */
export function mapOf(pairs: readonly Pair[], problems: YamlProblem[]): readonly Pair[] {
  if (!needsWork(pairs)) return pairs;
  const byName = new Map<string, Pair>();
  for (const pair of pairs) {
    if (isMerge(pair))
      for (const merged of mergedPairs(pair, problems)) byName.set(merged.name, merged);
    else {
      const earlier = byName.get(pair.name);
      if (earlier !== undefined) problems.push(duplicate(earlier, pair));
      byName.set(pair.name, pair);
    }
  }
  return [...byName.values()];
}

/** Most maps are small and clean: look before building an index. */
function needsWork(pairs: readonly Pair[]): boolean {
  if (pairs.length > 16)
    return new Set(pairs.map((pair) => pair.name)).size < pairs.length || pairs.some(isMerge);
  return pairs.some(
    (pair, index) => isMerge(pair) || pairs.findIndex((other) => other.name === pair.name) < index,
  );
}

function isMerge(pair: Pair): boolean {
  return pair.key.raw === "<<" && (pair.key.style === "plain" || pair.key.tag === "!!merge");
}

function mergedPairs(pair: Pair, problems: YamlProblem[]): readonly Pair[] {
  const sources = pair.value.kind === "seq" ? [...pair.value.items].reverse() : [pair.value];
  if (sources.every(isMap))
    return sources.flatMap((map) => map.pairs.map((inner) => ({ ...inner, merged: true })));
  problems.push({
    rule: "yaml-value",
    range: { start: pair.key.start, end: pair.key.end },
    message: "A merge key takes a map, or a list of maps, through an alias.",
    server: "yaml: map merge requires map or sequence of maps as the value",
  });
  return [];
}

function isMap(node: YamlNode): node is MapNode {
  return node.kind === "map";
}

function duplicate(earlier: Pair, pair: Pair): YamlProblem {
  return {
    rule: "yaml-duplicate-key",
    range: { start: pair.key.start, end: pair.key.end },
    message: `${pair.name} stands twice in this map; strict decoding refuses it, lenient decoding takes the last one.`,
    server: earlier.merged
      ? `key "${pair.name}" already set in map`
      : `key "${pair.name}" already set in map`,
    remove: { start: earlier.key.start, end: earlier.value.end },
  };
}
