import { amountMeant } from "./meant.ts";

/** What a resource is counted in, by its name in lists of resources and in settings of sizes. */
function isOfBytes(name: string): boolean {
  return /memory|storage|hugepages|size$/i.test(name);
}

/** Words that count things, and the resources that are such things. */
const counted: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:(?:virtual|v) ?)?(?:cpus?|cores?|cpu[- ]cores?|processors?)$/, /^cpu$/],
  [/^(?:nodes?|machines?|vms?|instances?)$/, /^nodes$/],
  [/^(?:(?:nvidia |amd )?gpus?|cards?|devices?)$/, /gpu$/],
  [/^pods?$/, /^pods$/],
];

const thousandths = /^(?:m|milli)-?(?:v?cpus?|cores?)$/;

const decimal = ["kilo", "mega", "giga", "tera", "peta", "exa"];
const binary = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi"];

/**
 * Quantities that a number with words behind it may stand for, with the resource that it is of: `100 cores`, `16 gibibytes`,
 * `0x10`. More than one where the words have more than one reading (gigs are 10^9 or 2^30 bytes; `1.000` is one or a
 * thousand), none where they do not fit the resource. Undefined for what is no number with a word for its unit.
 */
export function quantitiesMeant(name: string, text: string): readonly string[] | undefined {
  const plain = text.trim().toLowerCase();
  if (/^0x[0-9a-f]{1,12}$/.test(plain)) return [String(Number(plain))];
  const found = /^([+-]?\d[\d.,_]*)\s*([a-z][a-z -]*?)(?:\s+(?:of\s+)?(?:ram|memory|disk))?$/.exec(
    plain,
  );
  if (!found) return undefined;
  const [, digits = "", words = ""] = found;
  const amounts = amountsOf(digits);
  if (amounts.length === 0) return undefined;
  const suffixes = suffixesOf(name, words);
  return suffixes?.flatMap((suffix) => amounts.map((amount) => `${amount}${suffix}`));
}

/** A point before three digits parts thousands in half of the world. */
function amountsOf(digits: string): readonly string[] {
  const amount = amountMeant(digits);
  const thousands = /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(digits)
    ? digits.replaceAll(".", "")
    : undefined;
  return [amount, thousands].filter((one) => one !== undefined);
}

function suffixesOf(name: string, words: string): readonly string[] | undefined {
  const things = counted.find(([unit]) => unit.test(words));
  if (things) return things[1].test(name) ? [""] : [];
  if (thousandths.test(words)) return name === "cpu" ? ["m"] : [];
  const bytes = suffixesOfBytes(words);
  return bytes && (isOfBytes(name) ? bytes : []);
}

function suffixesOfBytes(words: string): readonly string[] | undefined {
  if (/^b(?:ytes?)?$/.test(words)) return [""];
  const short = /^([kmgtpe])(i?)b$/.exec(words);
  if (short) return [suffixOf("kmgtpe".indexOf(short[1] ?? ""), short[2] === "i")];
  const long = /^([a-z]{4}|exa)[ -]?bytes?$/.exec(words)?.[1] ?? "";
  if (decimal.includes(long)) return [suffixOf(decimal.indexOf(long), false)];
  if (binary.includes(long)) return [suffixOf(binary.indexOf(long), true)];
  const loose = ["k", "meg", "gig", "ter", "pet"].findIndex((start) =>
    new RegExp(`^${start}(?:a|s|as)?$`).test(words),
  );
  return loose > 0 ? [suffixOf(loose, false), suffixOf(loose, true)] : undefined;
}

function suffixOf(power: number, isBinary: boolean): string {
  const letter = "kMGTPE".charAt(power);
  return isBinary ? `${letter === "k" ? "K" : letter}i` : letter;
}
