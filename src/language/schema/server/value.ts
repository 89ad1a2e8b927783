/** A value as the server's decoder has it: integers are bigint (int64), other numbers number (float64). */
export type Value =
  string | bigint | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;

/** Whether a decoded value is an object. */
export function isMap(value: Value | undefined): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** Whether a decoded value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
