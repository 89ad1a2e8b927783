/** Half-open range of UTF-16 offsets in the text that was parsed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a plain or quoted scalar is to the API server after YAML 1.1 resolution; integers beyond 2^53 are bigint. */
export type ScalarValue = string | number | bigint | boolean | null;

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

interface NodeBase extends Range {
  readonly tag?: string;
  /** The text of the `*alias` that the node stands for; `start` and `end` are then those of the anchored text. */
  readonly alias?: Range;
}

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly value: ScalarValue;
  /** The text after unquoting and unfolding, before resolution: `yes` for the boolean true. */
  readonly raw: string;
  readonly style: ScalarStyle;
}

export interface Pair {
  /** The key as JSON has it: `"1"` for the number 1. */
  readonly name: string;
  readonly key: ScalarNode;
  readonly value: YamlNode;
  /** Came in through `<<`: its text stands at the anchor. */
  readonly merged?: boolean;
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  /** What the server sees: one pair per name, merge keys expanded. */
  readonly pairs: readonly Pair[];
  readonly flow: boolean;
}

export interface SeqNode extends NodeBase {
  readonly kind: "seq";
  readonly items: readonly YamlNode[];
  readonly flow: boolean;
}

export type YamlNode = ScalarNode | MapNode | SeqNode;

/** Object keys and list indexes from the root of an object. */
export type Path = readonly (string | number)[];

/** Plain JSON data; int64 values outside the safe range are bigint. */
export type Json =
  string | number | bigint | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where the text of a node ends at the place that it stands at: the alias, where it is one. */
export function endOf(node: YamlNode): number {
  return node.alias?.end ?? node.end;
}

/** A key of a map with its value; undefined for everything that is not a map or lacks the key. */
export function pairOf(node: YamlNode | undefined, name: string): Pair | undefined {
  return node?.kind === "map" ? node.pairs.find((pair) => pair.name === name) : undefined;
}

/** The value under a key of a map; undefined for everything that is not a map or lacks the key. */
export function valueOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return pairOf(node, name)?.value;
}

/** What stands at a path below a node; undefined where the path leads nowhere. */
export function nodeAt(root: YamlNode | undefined, path: Path): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    if (typeof step === "number") node = node.kind === "seq" ? node.items[step] : undefined;
    else node = valueOf(node, step);
  }
  return node;
}

/** The key and value that a path ends in, where it ends in a key. */
export function pairAt(root: YamlNode | undefined, path: Path): Pair | undefined {
  const last = path.at(-1);
  return typeof last === "string" ? pairOf(nodeAt(root, path.slice(0, -1)), last) : undefined;
}

/** The items of a list; none of everything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "seq" ? node.items : [];
}

/** The keys and values of a map; none of everything else. */
export function pairsOf(node: YamlNode | undefined): readonly Pair[] {
  return node?.kind === "map" ? node.pairs : [];
}

/** The text of a string scalar; undefined for numbers, booleans, null and collections. */
export function stringOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The data of a tree, without its text. Aliases are expanded. */
export function toJson(node: YamlNode): Json {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "seq":
      return node.items.map(toJson);
    case "map": {
      const object: Record<string, Json> = {};
      for (const pair of node.pairs) setOwn(object, pair.name, toJson(pair.value));
      return object;
    }
  }
}

/** A plain assignment would call the setter of `__proto__`. */
function setOwn(object: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, enumerable: true, writable: true });
  else object[name] = value;
}

/** RFC 6901. */
export function pointerOf(path: Path): string {
  return path
    .map((step) => "/" + String(step).replaceAll("~", "~0").replaceAll("/", "~1"))
    .join("");
}

/** The path as the API server writes it: `spec.template.spec.taints[0].key`. */
export function fieldOf(path: Path): string {
  let field = "";
  for (const step of path) {
    if (typeof step === "number") field += `[${step}]`;
    else field += field === "" ? step : `.${step}`;
  }
  return field;
}

/** What stands where no value is written. */
export function emptyNode(at: number): ScalarNode {
  return { kind: "scalar", start: at, end: at, value: null, raw: "", style: "plain" };
}
