import fc from "fast-check";

const digits = fc.oneof(
  fc.nat({ max: 3000 }).map(String),
  fc.constantFrom("0", "00", "9223372036854775807", "9223372036854775808", "123456789012345678901"),
);
const unit = fc.constantFrom(
  "",
  "m",
  "n",
  "u",
  "k",
  "M",
  "G",
  "T",
  "P",
  "E",
  "Ki",
  "Mi",
  "Gi",
  "Ti",
);
const wrongUnit = fc.constantFrom("K", "mi", "g", "b", "e3", "E-2", "e", " ", "Ei", "Pi", "e+25");

/** Quantities, right and wrong ones. */
export const quantityText = fc
  .record({
    sign: fc.constantFrom("", "", "", "-", "+"),
    number: fc.oneof(
      digits,
      fc.tuple(digits, digits).map((parts) => parts.join(".")),
      fc.constantFrom("", ".", ".5", "5."),
    ),
    unit: fc.oneof({ arbitrary: unit, weight: 4 }, wrongUnit),
  })
  .map((one) => `${one.sign}${one.number}${one.unit}`);

const durationUnit = fc.constantFrom("h", "m", "s", "ms", "us", "µs", "ns", "d", "", "H", "sec");

/** Go durations, right and wrong ones. */
export const durationText = fc.oneof(
  fc
    .array(fc.tuple(quantityOfTime(), durationUnit), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map((part) => part.join("")).join("")),
  fc.constantFrom("", "0", "-1h", "+5m", "1h 5m", "Never", "9223372036854775807ns", "2562048h"),
);

function quantityOfTime(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.nat({ max: 100 }).map(String),
    fc.constantFrom("1.5", ".5", "1.", "1e3", "-2"),
  );
}

function cronField(max: number, names: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    { arbitrary: fc.nat({ max: max + 1 }).map(String), weight: 6 },
    fc.constantFrom(...names, "x", "-1", ""),
  );
  const range = fc.oneof(
    { arbitrary: fc.constant("*"), weight: 4 },
    { arbitrary: value, weight: 4 },
    fc.tuple(value, value).map((ends) => ends.join("-")),
    fc.constant("?"),
  );
  const step = fc.oneof(
    { arbitrary: fc.constant(""), weight: 4 },
    fc.nat({ max: 12 }).map((every) => `/${every}`),
  );
  const item = fc.tuple(range, step).map((parts) => parts.join(""));
  return fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => items.join(","));
}

/** Schedules of budgets, right and wrong ones. */
export const schedule = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        cronField(59, ["60"]),
        cronField(23, ["24"]),
        cronField(31, ["L"]),
        cronField(12, ["jan", "Feb", "DEC"]),
        cronField(6, ["mon", "SUN", "fri", "7"]),
      )
      .map((fields) => fields.join(" ")),
    weight: 20,
  },
  fc.constantFrom(
    "@daily",
    "@weekly",
    "@yearly",
    "@every 1h",
    "@every 90s",
    "@hourly ",
    "@dailyfoo",
  ),
  fc.constantFrom("0 9 * *", "0 9 * * 1 2", "", "TZ=Europe/Berlin 0 9 * * 1", "0 0 30 2 *"),
);

/** RFC 3339 moments, to the second. */
export const moment = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
