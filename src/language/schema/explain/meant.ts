import { ownValue } from "../../../karpenter/ownValue.ts";
import { nearest, normalize } from "../../../karpenter/nearest.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { validateSchema } from "../server/validateSchema.ts";
import { durationsMeant } from "./duration.ts";

/** Other words for values of the API, by what they are once normalized or as they stand. */
const synonyms: Readonly<Record<string, string>> = {
  "=": "In",
  "==": "In",
  "!=": "NotIn",
  ">": "Gt",
  "<": "Lt",
  ">=": "Gte",
  "<=": "Lte",
  equal: "In",
  equals: "In",
  notequal: "NotIn",
  notequals: "NotIn",
  notexists: "DoesNotExist",
  whenunderutilized: "WhenEmptyOrUnderutilized",
  underutilized: "WhenEmptyOrUnderutilized",
  off: "Disabled",
  no: "Disabled",
  false: "Disabled",
  disable: "Disabled",
  enabled: "FIPS",
  true: "FIPS",
  yes: "FIPS",
  on: "FIPS",
  // Older releases of Ubuntu are gone: the oldest that is left is the nearest.
  ubuntu1804: "Ubuntu2204",
  ubuntu2004: "Ubuntu2204",
};

/** The value of an enumeration that a text was meant to be, if one can be told. */
function enumMeant(text: string, values: readonly string[]): string | undefined {
  const allowed = (value: string | undefined) =>
    value && values.includes(value) ? value : undefined;
  const near = nearest(text, values);
  const wanted = normalize(text);
  if (near.length === 1 && normalize(near[0] ?? "") === wanted) return near[0];
  const synonym = allowed(ownValue(synonyms, text)) ?? allowed(ownValue(synonyms, wanted));
  if (synonym !== undefined) return synonym;
  const listed = text.split(/\s*[|,/]\s*|\s+or\s+/).find((part) => values.includes(part));
  if (listed !== undefined) return listed;
  const longer = values.filter((value) => wanted.length > 3 && normalize(value).startsWith(wanted));
  if (longer.length === 1) return longer[0];
  const shorter = values.find((value) => wanted.slice(0, -1) === normalize(value));
  if (shorter !== undefined) return shorter;
  return near.length === 1 ? near[0] : undefined;
}

/** Spellings that a text was meant to be, most likely first; the first that the schema accepts is right. */
export function textMeant(text: string, node: SchemaNode): string | undefined {
  const { schema } = node;
  if (schema.enum)
    return enumMeant(
      text,
      schema.enum.filter((one) => typeof one === "string"),
    );
  return [...spellings(text, schema.pattern ?? "")].find(
    (candidate) => candidate !== text && validateSchema(candidate, node).length === 0,
  );
}

function* spellings(text: string, pattern: string): Generator<string> {
  const trimmed = text.trim();
  yield trimmed;
  if (/\(s\|m\|h\)|\(h\|m\)/.test(pattern)) yield* durationsMeant(text);
  const size = /^([+-]?\d[\d.,_]*)\s*([a-zA-Z]*)$/.exec(trimmed);
  if (size) yield* sizes(size[1] ?? "", size[2] ?? "");
  const ports = /^(\d+)\s*[-–,:;\s]\s*(\d+)$/.exec(trimmed);
  if (ports) yield `${ports[1] ?? ""} ${ports[2] ?? ""}`;
  if (/^\d+%$/.test(trimmed.replace(/\s/g, ""))) yield* percents(trimmed);
  if (pattern.includes("%") && /^all$/i.test(trimmed)) yield "100%";
  if (pattern.includes("%") && /^0?\.\d{1,2}$/.test(trimmed)) yield `${Number(trimmed) * 100}%`;
  if (pattern.includes("@(annually")) yield* [trimmed.toLowerCase(), `@${trimmed.toLowerCase()}`];
  // Words of a label's value are parted as words of a name are; in a key or a number a blank has no meaning.
  if (pattern.startsWith("^(([A-Za-z0-9]")) yield trimmed.replace(/\s+/g, "-");
  const moment = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?Z?$/.exec(trimmed);
  if (moment)
    yield `${moment[1] ?? ""}T${moment[2] ?? "00:00"}${moment[2]?.length === 8 ? "" : ":00"}Z`;
  if (trimmed.startsWith("$")) yield trimmed.slice(1).trim();
  if (pattern === "^[^/]*$") yield trimmed.replace(/\/.*$/, "");
  yield trimmed.replace(/[,;:]+$/, "");
  // A quote or bracket that nothing opens, and comments as other languages have them.
  yield trimmed.replace(/["'`\])}]+$/, "");
  yield trimmed.replace(/\s+(?:\/\/|--).*$/, "");
  yield trimmed.replace(/\s+/g, "");
  yield trimmed.replace(/\/+$/, "");
  if (trimmed.startsWith("subscriptions")) yield `/${trimmed}`;
  yield trimmed.toLowerCase();
  yield lowerPrefix(trimmed);
  yield trimmed.replace(/\s+/g, "-");
}

/** `100GB` as `100G`, `1.5Gi` as `1536Mi`, `64gi` as `64Gi`, `1,000` as `1000`, `16 cores` as `16`. */
function* sizes(digits: string, unit: string): Generator<string> {
  const amount = amountMeant(digits);
  if (amount === undefined) return;
  if (/^(?:m|(?:v?cpus?|cores?)?)$/i.test(unit)) yield `${amount}${unit === "m" ? unit : ""}`;
  const found = /^([kmgtpe])(i?)(b?)$/i.exec(unit);
  if (!found) return;
  const letter = (found[1] ?? "").toUpperCase();
  const binary = found[2] === "" ? "" : "i";
  yield `${amount}${letter}${binary}`;
  if (letter === "K") yield `${amount}k${binary}`;
  const smaller = "KMGTPE"["KMGTPE".indexOf(letter) - 1];
  const scaled = Number(amount) * (binary === "" ? 1000 : 1024);
  if (smaller && Number.isInteger(scaled)) yield `${scaled}${smaller}${binary}`;
}

/** Underscores and commas between groups of three part thousands, a single other comma is a decimal one. */
export function amountMeant(digits: string): string | undefined {
  const plain = digits.replaceAll("_", "");
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return plain.replaceAll(",", "");
  const amount = plain.replace(",", ".");
  return /^[+-]?\d+(?:\.\d+)?$/.test(amount) ? amount : undefined;
}

function* percents(text: string): Generator<string> {
  const percent = text.replace(/\s/g, "");
  yield percent;
  yield `+${percent}`;
  if (Number(percent.slice(0, -1)) > 100) yield "100%";
}

/** The DNS prefix of a key is lower case; its name may be mixed. */
function lowerPrefix(key: string): string {
  const slash = key.indexOf("/");
  return slash < 0 ? key : key.slice(0, slash).toLowerCase() + key.slice(slash);
}
