import type { ScalarNode, YamlNode } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";
import type { Token } from "./token.ts";

/** The anchors of one document, and how much its aliases expand to. */
export class Anchors {
  readonly #problems: YamlProblem[];
  readonly #nodes = new Map<string, { node?: YamlNode }>();
  readonly #sizes = new Map<YamlNode, number>();
  /** Nodes that the server decodes, those behind aliases once for each alias. */
  #decoded = 1;
  #aliased = 0;

  constructor(problems: YamlProblem[]) {
    this.#problems = problems;
  }

  /** Counts a node of the text. */
  count(): void {
    this.#decoded += 1;
  }

  /** The anchor's content begins; the result is to be called with it. */
  open(name: string): (node: YamlNode) => void {
    const entry: { node?: YamlNode } = {};
    this.#nodes.set(name, entry);
    return (node) => {
      entry.node = node;
    };
  }

  /** The anchored node as it stands for the alias. */
  alias(token: Token): YamlNode {
    const entry = this.#nodes.get(token.value);
    const range = { start: token.start, end: token.end };
    if (entry?.node !== undefined) {
      const size = this.#sizeOf(entry.node);
      this.#decoded += 1 + size;
      this.#aliased += size;
      return { ...entry.node, alias: range };
    }
    this.#problems.push(missing(token, entry !== undefined));
    const nothing: ScalarNode = { kind: "scalar", ...range, value: null, raw: "", style: "plain" };
    return { ...nothing, alias: range };
  }

  /** More of the document comes from aliases than decode.go of go.yaml.in/yaml/v2 lets pass. */
  isBomb(): boolean {
    if (this.#aliased <= 100 || this.#decoded <= 1000) return false;
    if (this.#aliased / this.#decoded <= allowedRatio(this.#decoded)) return false;
    this.#problems.push({
      rule: "yaml-value",
      range: { start: 0, end: 0 },
      message: "The aliases of this document expand to more than the server accepts.",
      server: "error converting YAML to JSON: yaml: document contains excessive aliasing",
    });
    return true;
  }

  #sizeOf(node: YamlNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    if (node.kind === "seq") for (const item of node.items) size += this.#sizeOf(item);
    if (node.kind === "map") for (const pair of node.pairs) size += 1 + this.#sizeOf(pair.value);
    this.#sizes.set(node, size);
    return size;
  }
}

/** Decode.go, allowedAliasRatio: 99 % of a small document, 10 % of a large one. */
function allowedRatio(decoded: number): number {
  if (decoded <= 400_000) return 0.99;
  if (decoded >= 4_000_000) return 0.1;
  return 0.99 - (0.89 * (decoded - 400_000)) / 3_600_000;
}

function missing(token: Token, isInside: boolean): YamlProblem {
  const name = token.value;
  return {
    rule: "yaml-value",
    range: { start: token.start, end: token.end },
    message: isInside
      ? `The alias *${name} stands inside of what the anchor &${name} names: it would contain itself.`
      : `No anchor &${name} stands before the alias *${name}.`,
    server: isInside
      ? `error converting YAML to JSON: yaml: anchor '${name}' value contains itself`
      : `error converting YAML to JSON: yaml: unknown anchor '${name}' referenced`,
  };
}
