/** A value as the server's decoder has it: integers are bigint (int64), other numbers number (float64). */
export type Value =
  string | bigint | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;
