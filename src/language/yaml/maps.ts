import type { MapNode, Pair, Range, YamlNode } from "./node.ts";
import { keyNameOf } from "./keyName.ts";
import { Lines } from "./lineIndex.ts";
import { mapOf } from "./mapping.ts";
import type { YamlProblem } from "./yamlProblem.ts";

/** Makes maps of keys and values; what the server could not turn into JSON becomes a problem. */
export class Maps {
  readonly #problems: YamlProblem[];
  readonly #lines: Lines;

  constructor(text: string, problems: YamlProblem[]) {
    this.#problems = problems;
    this.#lines = new Lines(text);
  }

  /** Adds a pair, unless its key cannot be the name of a field. */
  addPair(pairs: Pair[], key: YamlNode, value: YamlNode): void {
    const name = key.kind === "scalar" ? keyNameOf(key) : undefined;
    if (key.kind === "scalar" && name !== undefined) pairs.push({ name, key, value });
    else this.#problems.push({ rule: "yaml-value", range: rangeOf(key), message: refusalOf(key) });
  }

  map({ start, end }: Range, pairs: readonly Pair[], flow: boolean): MapNode {
    const all = mapOf(pairs, this.#problems, this.#lines.of);
    return { kind: "map", start, end, pairs: all, flow };
  }
}

function refusalOf(key: YamlNode): string {
  if (key.kind !== "scalar")
    return "A key must be a single value: JSON has no keys that are lists or maps.";
  return `${key.raw === "" ? "An empty key" : `The key ${key.raw}`} cannot become the name of a JSON field: write a name, or put it in quotes.`;
}

function rangeOf(node: YamlNode): Range {
  return { start: node.start, end: Math.max(node.end, node.start) };
}
