import assert from "node:assert/strict";
import fc from "fast-check";
import { re2Matcher } from "../../../../src/language/schema/re2/matcher.ts";
import type { StructuralSchema } from "../../../../src/language/schema/types.ts";
import { schemaSet } from "../service.ts";

function* patternsIn(schema: StructuralSchema): Generator<string> {
  if (schema.pattern !== undefined) yield schema.pattern;
  for (const child of Object.values(schema.properties ?? {})) yield* patternsIn(child);
  if (schema.items) yield* patternsIn(schema.items);
  if (typeof schema.additionalProperties === "object")
    yield* patternsIn(schema.additionalProperties);
}

const bundled = new Set(
  ["current", "next", "preview-2023"].flatMap((id) =>
    schemaSet(id).kinds.flatMap(({ schema }) => [...patternsIn(schema)]),
  ),
);

/** Characters that the bundled patterns speak of, and some that they do not. */
const text = fc.string({
  unit: fc.constantFrom(...Array.from("aAzZ09.-_/%+ \t\nsmhdNeverKGi@*,(){}é\u{1f600}")),
  maxLength: 12,
});

describe("a pattern with Go's meaning", () => {
  for (const pattern of bundled)
    it(`matches what a backtracking engine matches: ${pattern}`, () => {
      const fold = pattern.startsWith("(?i)");
      const expression = new RegExp(fold ? pattern.slice(4) : pattern, fold ? "iu" : "u");
      fc.assert(
        fc.property(text, (sample) => {
          assert.equal(
            re2Matcher(pattern)(sample),
            expression.test(sample),
            JSON.stringify(sample),
          );
        }),
      );
    });

  const cases: readonly (readonly [string, string, boolean])[] = [
    ["^a$", "a\n", false],
    ["^.$", "\n", false],
    ["(?s)^.$", "\n", true],
    ["^\\s$", "\u00a0", false],
    ["^\\d$", "٣", false],
    ["^\\w+$", "é", false],
    ["^[[:alpha:]_]+$", "ab_", true],
    ["^[^[:digit:]]$", "5", false],
    ["^[a\\]-]+$", "]-a", true],
    ["^[\\x41-\\x43]$", "B", true],
    ["^\\x{1F600}$", "\u{1f600}", true],
    ["^.$", "\u{1f600}", true],
    ["(?i)^k$", "\u212a", true],
    ["(?i:a)b", "Ab", true],
    ["(?i:a)b", "AB", false],
    ["^(?:ab){2}$", "abab", true],
    ["^a{2,}$", "a", false],
    ["^a{,2}$", "a{,2}", true],
    ["^(?P<name>a|b)+?$", "abba", true],
    ["\\Aa|b\\z", "cb", true],
    ["x*", "", true],
    ["a$b", "ab", false],
    ["\\bword\\b", "a word", true],
  ];
  for (const [pattern, sample, expected] of cases)
    it(`${expected ? "finds" : "does not find"} ${pattern} in ${JSON.stringify(sample)}`, () => {
      assert.equal(re2Matcher(pattern)(sample), expected);
    });

  it("lets everything pass where it cannot be read", () => {
    assert.equal(re2Matcher("(")("a"), true);
    assert.equal(re2Matcher("a{2,1}")("b"), true);
  });

  it("reads a long text in one pass, whatever the pattern", () => {
    assert.equal(re2Matcher("^(a+)+$")(`${"a".repeat(100_000)}b`), false);
    assert.equal(re2Matcher("(.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+)x$")(" ".repeat(100_000)), false);
  });
});
