const replacement = "[redacted]";

/** What looks like a credential in any text: bearer tokens, JWTs, PEM keys, passwords in URLs, long base64 of kubeconfigs. */
const patterns: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${replacement}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)?/g, replacement],
  [/-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(-----END [^-]*-----|$)/g, replacement],
  [/(\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${replacement}@`],
  [
    /((?:access_|refresh_|id_|client_)?(?:token|secret|password|assertion|client-key-data|client-certificate-data)["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    `$1${replacement}`,
  ],
  [/[A-Za-z0-9+/]{120,}={0,2}/g, replacement],
];

/**
 * The text without credentials: those given, and whatever looks like one. For everything that another program or a
 * server said, before it is shown or logged.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 4) clean = clean.replaceAll(secret, replacement);
  }
  for (const [pattern, by] of patterns) clean = clean.replace(pattern, by);
  return clean;
}
