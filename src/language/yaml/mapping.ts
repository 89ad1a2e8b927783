import { endOf } from "./node.ts";
import type { MapNode, Pair, YamlNode } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";

/**
 * What the server makes of the pairs of one map: `<<` expanded, one pair per name, the last one wins
 * (go.yaml.in/yaml/v2 decode.go). Unlike there, a key that overrides a merged one is no problem: kubectl reads
 * leniently, and overriding is what merge keys are for. `lineOf` gives the line of an offset, from 1.
 */
export function mapOf(
  pairs: readonly Pair[],
  problems: YamlProblem[],
  lineOf: (offset: number) => number,
): readonly Pair[] {
  if (!needsWork(pairs)) return pairs;
  const byName = new Map<string, Pair>();
  for (const pair of pairs)
    for (const one of isMerge(pair) ? mergedPairs(pair, problems) : [pair]) {
      const earlier = byName.get(one.name);
      if (earlier !== undefined && earlier.merged !== true)
        insert(one.merged ? overridden(earlier) : duplicate(earlier, one, lineOf), one, problems);
      byName.set(one.name, one);
    }
  return [...byName.values()];
}

/** The server tells of a pair as soon as it has read its value, and only then of what the pairs after it hold. */
function insert(problem: YamlProblem, { value }: Pair, problems: YamlProblem[]): void {
  const end = endOf(value);
  const later = problems.findIndex(({ range }) => range.start >= end);
  problems.splice(later < 0 ? problems.length : later, 0, problem);
}

/** Most maps are small and clean: look before building an index. */
function needsWork(pairs: readonly Pair[]): boolean {
  if (pairs.length > 16)
    return new Set(pairs.map((pair) => pair.name)).size < pairs.length || pairs.some(isMerge);
  for (const [index, pair] of pairs.entries()) {
    if (isMerge(pair)) return true;
    for (let other = 0; other < index; other += 1)
      if (pairs[other]?.name === pair.name) return true;
  }
  return false;
}

function isMerge({ key, name }: Pair): boolean {
  if (name !== "<<") return false;
  if (key.tag !== undefined) return key.tag === "!!merge" || key.tag === "!";
  return key.style === "plain";
}

function mergedPairs(pair: Pair, problems: YamlProblem[]): readonly Pair[] {
  const { value } = pair;
  const inList = value.kind === "seq" && value.alias === undefined;
  const sources = inList ? [...value.items].reverse() : [value];
  if (sources.every(isMap))
    return sources.flatMap((map) => map.pairs.map((inner) => ({ ...inner, merged: true })));
  problems.push({
    rule: "yaml-value",
    range: { start: pair.key.start, end: pair.key.end },
    message: "A merge key takes a map, or a list of maps, through an alias.",
    server:
      "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value",
  });
  return [];
}

function isMap(node: YamlNode): node is MapNode {
  return node.kind === "map";
}

function overridden(earlier: Pair): YamlProblem {
  return {
    rule: "yaml-duplicate-key",
    range: { start: earlier.key.start, end: earlier.key.end },
    message: `${earlier.name} has no effect: the merge key << further down brings its own ${earlier.name}. Write << first, then what differs.`,
    remove: { start: earlier.key.start, end: endOf(earlier.value) },
  };
}

function duplicate(earlier: Pair, pair: Pair, lineOf: (offset: number) => number): YamlProblem {
  const line = lineOf(pair.value.alias?.start ?? pair.value.start);
  const key = typeof pair.key.value === "string" ? JSON.stringify(pair.name) : pair.name;
  return {
    rule: "yaml-duplicate-key",
    range: { start: pair.key.start, end: pair.key.end },
    message: `${pair.name} stands twice in this map: kubectl takes the last one without a word, strict decoding refuses both.`,
    server: `strict decoding error: yaml: unmarshal errors:\n  line ${line}: key ${key} already set in map`,
    remove: { start: earlier.key.start, end: endOf(earlier.value) },
    removeLater: { start: pair.key.start, end: endOf(pair.value) },
  };
}
