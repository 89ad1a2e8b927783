/** A value of a JSON text with its place: offsets of UTF-16 code units, `end` exclusive. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral | JsonUnknown;

interface Placed {
  readonly offset: number;
  readonly end: number;
}

export interface JsonString extends Placed {
  readonly kind: "string";
  readonly value: string;
}

export interface JsonLiteral extends Placed {
  readonly kind: "literal";
  readonly value: number | boolean | null;
}

/** What stands where a value belongs and is none: a placeholder such as `{{count}}`. */
export interface JsonUnknown extends Placed {
  readonly kind: "unknown";
  readonly text: string;
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonObject extends Placed {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Placed {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

/** The member of that name, case ignored as Azure Resource Manager does; of several the exact one, else the last. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  if (node?.kind !== "object") return undefined;
  const lower = name.toLowerCase();
  let found: JsonMember | undefined;
  for (const member of node.members) {
    if (member.key.value.length !== name.length) continue;
    if (member.key.value.toLowerCase() !== lower) continue;
    if (found?.key.value !== name || member.key.value === name) found = member;
  }
  return found;
}

/** The value of the member of that name, as `memberOf` finds it. */
export function valueOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return memberOf(node, name)?.value;
}

/** The value of a string; undefined for everything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

/** The values directly inside, each with its key or index. */
export function* childrenOf(node: JsonNode): Generator<readonly [key: string, value: JsonNode]> {
  if (node.kind === "object") for (const { key, value } of node.members) yield [key.value, value];
  if (node.kind === "array")
    for (const [index, item] of node.items.entries()) yield [String(index), item];
}

/** One more step of a JSON pointer (RFC 6901). */
export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The keys of a JSON pointer (RFC 6901), unescaped; none for the whole document. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
