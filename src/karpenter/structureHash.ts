import { parseDuration, parseNillableDuration } from "./duration.ts";
import { isRecord } from "./plain.ts";

/*
 * The hash by which Karpenter notices drift: github.com/mitchellh/hashstructure v2.0.2 in format 2, FNV-1 with 64 bits,
 * options SlicesAsSets, IgnoreZeroValue and ZeroNil. It walks Go structures, so their names, the order of their fields
 * and which of them are pointers decide; all that is described by a HashType.
 */

/** The Go type behind a value of a manifest. */
export type HashType =
  | { readonly kind: "text" | "int32" | "int64" | "flag" | "time" | "textMap" }
  /** metav1.Duration, and the duration of Karpenter that may be `Never`. */
  | { readonly kind: "duration" | "nillableDuration" }
  /** Not hashed, but its presence makes the structure around it count. */
  | { readonly kind: "ignored" }
  | { readonly kind: "list"; readonly of: HashType }
  | { readonly kind: "structure"; readonly name: string; readonly fields: readonly HashField[] };

/** A field of a Go structure: its name in Go, its key in manifests. */
export interface HashField {
  readonly name: string;
  readonly key: string;
  readonly type: HashType;
  /** Behind a pointer even false, 0 and "" count as set. */
  readonly pointer: boolean;
}

const mask = 2n ** 64n - 1n;

function fnv(bytes: Iterable<number>): bigint {
  let hash = 14695981039346656037n;
  for (const byte of bytes) hash = ((hash * 1099511628211n) & mask) ^ BigInt(byte);
  return hash;
}

function littleEndian(value: bigint, size: number): number[] {
  const unsigned = BigInt.asUintN(size * 8, value);
  return Array.from({ length: size }, (_, index) => Number((unsigned >> BigInt(index * 8)) & 255n));
}

function ofText(text: string): bigint {
  return fnv(new TextEncoder().encode(text));
}

function ofPair(left: bigint, right: bigint): bigint {
  return fnv([...littleEndian(left, 8), ...littleEndian(right, 8)]);
}

function finish(hash: bigint): bigint {
  return fnv(littleEndian(hash, 8));
}

/** Go cannot read such a value, so there is no hash; caught where hashes are asked for. */
function undecodable(value: unknown, type: HashType): never {
  throw new TypeError(`no ${type.kind}: ${JSON.stringify(value)}`);
}

function nanoseconds(value: unknown, type: HashType): bigint | "Never" {
  if (typeof value !== "string") return undecodable(value, type);
  const parse = type.kind === "duration" ? parseDuration : parseNillableDuration;
  const duration = parse(value);
  return duration.error === undefined ? duration.value : undecodable(value, type);
}

function ofInteger(value: unknown, type: HashType, bits: 32 | 64): bigint {
  if (typeof value !== "number" || !Number.isInteger(value)) return undecodable(value, type);
  const integer = BigInt(value);
  if (BigInt.asIntN(bits, integer) !== integer) return undecodable(value, type);
  return fnv(littleEndian(integer, bits / 8));
}

/** time.Time in its binary form: version, seconds since the year 1, nanoseconds, offset. */
function ofTime(value: unknown, type: HashType): bigint {
  const ms = typeof value === "string" ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) return undecodable(value, type);
  const seconds = BigInt(Math.floor(ms / 1000)) + 62135596800n;
  const bytes = [1, ...littleEndian(seconds, 8).reverse(), 0, 0, 0, 0, 0, 0];
  return ofField("Time", ofText("Time"), fnv(bytes));
}

function ofField(name: string, before: bigint, value: bigint): bigint {
  return finish(before ^ ofPair(ofText(name), value));
}

function ofDuration(value: unknown, type: HashType): bigint {
  const duration = nanoseconds(value, type);
  const name = ofText(type.kind === "duration" ? "Duration" : "NillableDuration");
  if (duration === "Never" || (type.kind === "duration" && duration === 0n)) return name;
  return ofField("Duration", name, fnv(littleEndian(duration, 8)));
}

function ofMap(value: unknown, type: HashType): bigint {
  if (!isRecord(value)) return undecodable(value, type);
  let hash = 0n;
  for (const [key, text] of Object.entries(value))
    hash ^= ofPair(ofText(key), structureHash(text ?? "", { kind: "text" }));
  return finish(hash);
}

/** Lists count as sets: their order does not matter, and two equal items cancel each other out. */
function ofList(value: unknown, type: HashType & { kind: "list" }): bigint {
  if (!Array.isArray(value)) return undecodable(value, type);
  return value.reduce((hash: bigint, item: unknown) => hash ^ structureHash(item, type.of), 0n);
}

function isZero(value: unknown, type: HashType): boolean {
  if (value === undefined || value === null) return true;
  if (type.kind === "structure")
    return isRecord(value) && type.fields.every((field) => isUnset(value[field.key], field));
  if (type.kind === "duration") return nanoseconds(value, type) === 0n;
  if (type.kind === "nillableDuration") return value === "Never";
  return value === "" || value === 0 || value === false;
}

function isUnset(value: unknown, { type, pointer }: HashField): boolean {
  return pointer ? value === undefined || value === null : isZero(value, type);
}

function ofStructure(value: unknown, type: HashType & { kind: "structure" }): bigint {
  const record = value ?? {};
  if (!isRecord(record)) return undecodable(value, type);
  return type.fields
    .filter((field) => field.type.kind !== "ignored" && !isUnset(record[field.key], field))
    .reduce(
      (hash, { name, key, type: of }) => ofField(name, hash, structureHash(record[key], of)),
      ofText(type.name),
    );
}

/** Hashes a value as the Go type says. Throws a TypeError when Go could not read the value into that type. */
export function structureHash(value: unknown, type: HashType): bigint {
  switch (type.kind) {
    case "text":
      return typeof value === "string" ? ofText(value) : undecodable(value, type);
    case "int32":
      return ofInteger(value, type, 32);
    case "int64":
      return ofInteger(value, type, 64);
    case "flag":
      return typeof value === "boolean" ? fnv([value ? 1 : 0]) : undecodable(value, type);
    case "time":
      return ofTime(value, type);
    case "duration":
    case "nillableDuration":
      return ofDuration(value, type);
    case "textMap":
      return ofMap(value, type);
    case "list":
      return ofList(value, type);
    case "structure":
      return ofStructure(value, type);
    case "ignored":
      return 0n;
  }
}
