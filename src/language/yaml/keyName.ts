import type { ScalarNode } from "./node.ts";
import { integerOf, notJson, resolvePlain } from "./resolve.ts";

/**
 * The name that a key gets in JSON (sigs.k8s.io/yaml, convertToJSONableObject): numbers and booleans become
 * text, floating-point numbers in 32 bits. Undefined for null and for integers beyond int64, which it refuses.
 */
export function keyNameOf(key: ScalarNode): string | undefined {
  const { value, raw } = key;
  if (value === null) return undefined;
  if (typeof value === "string")
    return mayBeNumber(raw) && isPlain(key) && resolvePlain(raw) === notJson
      ? raw.toLowerCase().replace("+", "")
      : value;
  if (typeof value === "boolean") return String(value);
  if (key.tag === "!!float") return float32Text(Number(value));
  const integer = integerOf(raw);
  if (integer === undefined) return float32Text(/^-[0.]+$/.test(raw) ? -0 : Number(value));
  return integer > maxInt64 ? undefined : String(integer);
}

/** `.inf` and `.nan`, with or without a sign. */
function mayBeNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 43 || first === 45 || first === 46;
}

function isPlain({ style, tag }: ScalarNode): boolean {
  return style === "plain" && tag === undefined;
}

const maxInt64 = 2n ** 63n - 1n;

/** strconv.FormatFloat(value, 'g', -1, 32). */
function float32Text(value: number): string {
  const single = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = "0", exponent = "0"] = single.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6)
    return Object.is(single, -0) ? "-0" : String(Number(`${mantissa}e${power}`));
  const sign = power < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}
