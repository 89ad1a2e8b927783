/** What we say otherwise than the server on purpose, made equal before the comparison. */
interface KnownDifference {
  readonly why: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    why: "The server appends five random characters to generateName and validates the result as a name, too.",
    pattern: /^metadata\.name: Invalid value: ".*[a-z0-9]{5}": a lowercase RFC 1123 subdomain .*$/,
    replacement: "",
  },
];
