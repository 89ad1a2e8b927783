/** What we say otherwise than the server on purpose, made equal before the comparison. */
interface KnownDifference {
  /** The questions that show it. */
  readonly of: "creations" | "updates";
  readonly why: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    of: "creations",
    why: "The server appends five random characters to generateName and validates the result as a name, too.",
    pattern: /^metadata\.name: Invalid value: ".*[a-z0-9]{5}": a lowercase RFC 1123 subdomain .*$/,
    replacement: "",
  },
  {
    of: "updates",
    why: "The comparison of the new spec with the stored one fails when it comes to a time that is no text, or it finds another difference first: Go walks maps at random. We always say that the spec cannot be changed.",
    pattern:
      /^spec: Invalid value: "object": invalid data, expected string, got \S+( \{\})? evaluating rule: spec is immutable$/,
    replacement: "spec: Invalid value: spec is immutable",
  },
];
