import { isJsonArray, isJsonObject, type Json } from "./json.ts";

const hidden = "(hidden)";

/** Members whose values are secrets wherever they stand: answers of Azure and Entra, kubeconfigs. */
const secretMember =
  /^(access_?token|refresh_?token|id_?token|token|cluster-?token|secret|client-?secret|password|authorization|(client-key|client-certificate|certificate-authority)-data|connection_?string|kubeconfigs?|assertion|sig)$/i;

/** What a secret looks like in running text, and what is left of it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // PEM blocks of keys.
  [/-----BEGIN [A-Z ]*KEY-----[\s\S]*?(-----END [A-Z ]*KEY-----|$)/g, hidden],
  // JWTs, whole or cut.
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,2}/g, hidden],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  // Passwords in URLs, such as those of proxies.
  [/(\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${hidden}@`],
  // Kubeconfig members in YAML and JSON, in JSON also escaped inside a string.
  [
    /(\\?["']?\b(?:token|password|client-key-data|client-certificate-data|certificate-authority-data|clientSecret|client_secret|access_?token|refresh_?token|id_?token|secret)\\?["']?\s*[:=]\s*)(?!\(hidden\))\\?(?:"[^"\\]*\\?"|'[^']*'|[^\s"',;&}\\]+)/gi,
    `$1${hidden}`,
  ],
  // Signatures of polling URLs (t, c, s, h) and of shared access.
  [/([?&](?:t|c|s|h|sig)=)[^&\s"'<>]+/g, `$1${hidden}`],
  // A base64 kubeconfig: `apiVersion: v1` or `kind: Config` at its beginning, and any very long base64.
  [/\b(?:YXBpVmVyc2lvbj|a2luZDog)[\w+/=]*/g, hidden],
  [/\b[A-Za-z0-9+/]{200,}={0,2}/g, hidden],
];

/** A text without tokens, keys, kubeconfigs and signatures: fit for logs and messages. */
export function redact(text: string): string {
  return patterns.reduce(
    (clean, [pattern, replacement]) => clean.replace(pattern, replacement),
    text,
  );
}

/** JSON without secrets: members that hold them are hidden, texts are redacted. */
export function redactJson(value: Json): Json {
  if (typeof value === "string") return redact(value);
  if (isJsonArray(value)) return value.map(redactJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretMember.test(name) && inner !== null ? hidden : redactJson(inner),
    ]),
  );
}
