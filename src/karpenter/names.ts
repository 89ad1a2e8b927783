import { byteLength } from "./goText.ts";
import { remembered } from "./remembered.ts";

/*
 * The name rules of Kubernetes with their messages, as k8s.io/apimachinery v0.35.4 has them in
 * pkg/api/validate/content (kube.go, dns.go) and pkg/util/validation/validation.go. An empty list means valid.
 */

const keyFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelFormat = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`;
const valueFormat = `(${keyFormat})?`;

const formats = {
  key: wholly(keyFormat),
  value: wholly(valueFormat),
  label: wholly(labelFormat),
  subdomain: wholly(subdomainFormat),
};

const endsAlphanumeric = "must start and end with an alphanumeric character";
const keyRule = `must consist of alphanumeric characters, '-', '_' or '.', and ${endsAlphanumeric}`;
const valueRule = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and ${endsAlphanumeric}`;
const labelRule = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and ${endsAlphanumeric}`;
const subdomainRule = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and ${endsAlphanumeric}`;

const longest = { name: 63, value: 63, label: 63, subdomain: 253 };

function wholly(format: string): RegExp {
  return new RegExp(`^${format}$`);
}

function broken(rule: string, format: string, examples: readonly string[]): string {
  const quoted = examples.map((example) => `'${example}', `).join(" or ");
  return `${rule} (e.g. ${quoted}regex used for validation is '${format}')`;
}

/** Newer rules say "bytes", the DNS rules that object names use still say "characters"; both count bytes. */
function tooLong(text: string, limit: number, unit: "bytes" | "characters"): string[] {
  return byteLength(text) > limit ? [`must be no more than ${limit} ${unit}`] : [];
}

function subdomain(name: string, unit: "bytes" | "characters"): string[] {
  const format = formats.subdomain.test(name)
    ? []
    : [broken(subdomainRule, subdomainFormat, ["example.com"])];
  return [...tooLong(name, longest.subdomain, unit), ...format];
}

const keyExamples = ["MyName", "my.name", "123-abc"];

function namePart(name: string): string[] {
  const length = name === "" ? ["must be non-empty"] : tooLong(name, longest.name, "bytes");
  const format = formats.key.test(name) ? [] : [broken(keyRule, keyFormat, keyExamples)];
  return [...length, ...format].map((message) => `name part ${message}`);
}

function prefixPart(prefix: string): string[] {
  const messages = prefix === "" ? ["must be non-empty"] : subdomain(prefix, "bytes");
  return messages.map((message) => `prefix part ${message}`);
}

/** Messages about a key of a label, taint or requirement: `[prefix/]name` (IsQualifiedName). */
export const isQualifiedName = remembered((key): readonly string[] => {
  const parts = key.split("/");
  if (parts.length > 2) {
    const rule = broken(keyRule, keyFormat, keyExamples);
    return [
      `a valid label key ${rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [first = "", second] = parts;
  return second === undefined ? namePart(first) : [...prefixPart(first), ...namePart(second)];
});

/** Messages about the value of a label (IsValidLabelValue); the empty value is valid. */
export const isValidLabelValue = remembered((value): readonly string[] => {
  const format = formats.value.test(value)
    ? []
    : [broken(valueRule, valueFormat, ["MyValue", "my_value", "12345"])];
  return [...tooLong(value, longest.value, "bytes"), ...format];
});

/** Messages about a DNS subdomain, the form of most object names (IsDNS1123Subdomain). */
export function isDNS1123Subdomain(name: string): string[] {
  return subdomain(name, "characters");
}

/** Messages about a DNS label (IsDNS1123Label); a subdomain with dots gets its own message. */
export function isDNS1123Label(name: string): string[] {
  const length = tooLong(name, longest.label, "characters");
  if (formats.label.test(name)) return length;
  if (formats.subdomain.test(name)) return [...length, "must not contain dots"];
  return [...length, broken(labelRule, labelFormat, ["my-name", "123-abc"])];
}
