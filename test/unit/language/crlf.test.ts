import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyEdits } from "../../../src/language/edit/applyEdits.ts";
import { rules } from "../../../src/language/rules/index.ts";
import { findingsIn, readFixture } from "./ruleFixture.ts";
import type { RuleFixture } from "./ruleFixture.ts";

const folder = join(import.meta.dirname, "../../rules");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

const withCrlf = (text: string): string => text.replaceAll("\n", "\r\n");

/** The text after each fix of each finding, one at a time. */
function fixedTexts(fixture: RuleFixture): readonly (readonly [string, string])[] {
  return findingsIn(fixture).flatMap(({ rule, fixes }) =>
    fixes.map(
      ({ title, edits }) => [`${rule}: ${title}`, applyEdits(fixture.text, edits)] as const,
    ),
  );
}

describe("every fix of a text with CRLF", () => {
  for (const name of names)
    it(`makes of ${name} what it makes of the same text with LF`, () => {
      const fixture = readFixture(readFileSync(join(folder, name), "utf8"));
      const expected = fixedTexts(fixture).map(([title, text]) => [title, withCrlf(text)]);
      assert.deepEqual(fixedTexts({ ...fixture, text: withCrlf(fixture.text) }), expected);
    });

  for (const { id, example } of rules)
    it(`makes of the example of ${id} what it makes of the same text with LF`, () => {
      const fixture = readFixture(example.bad);
      const expected = fixedTexts(fixture).map(([title, text]) => [title, withCrlf(text)]);
      assert.deepEqual(fixedTexts({ ...fixture, text: withCrlf(fixture.text) }), expected);
    });
});
