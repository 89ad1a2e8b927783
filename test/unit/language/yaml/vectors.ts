import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../../../src/language/yaml/node.ts";

/** A text and what the API server's YAML reader makes of it: see vectors/README.md. */
export interface Vector {
  readonly id?: string;
  readonly yaml: string;
  readonly json?: string;
  readonly error?: string;
  readonly strict?: string;
}

export function readVectors(name: "server" | "suite"): readonly Vector[] {
  const text = readFileSync(join(import.meta.dirname, "vectors", `${name}.jsonl`), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);
}

/** JSON as the API server decodes it: integers of 64 bits are kept, larger ones become floating-point numbers. */
export function decodeJson(text: string): Json {
  return JSON.parse(text, (_key, value: unknown, context?: { source: string }) => {
    const source = context?.source ?? "";
    if (typeof value !== "number" || !/^-?\d+$/.test(source)) return value;
    const integer = BigInt(source);
    if (Number.isSafeInteger(value) || BigInt.asIntN(64, integer) !== integer) return value;
    return integer;
  }) as Json;
}

/** A text by which two JSON values can be compared, whatever the order of their keys. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  const pairs = Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`);
  return `{${pairs.sort().join()}}`;
}
