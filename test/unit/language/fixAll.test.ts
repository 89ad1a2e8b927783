import assert from "node:assert/strict";
import fc from "fast-check";
import type { Edit, Finding } from "../../../src/language/finding.ts";
import { fixAll } from "../../../src/language/fixAll.ts";

function finding(severity: Finding["severity"], edits: readonly Edit[], preferred = true): Finding {
  const range = { start: 0, end: 0 };
  const fixes = edits.length === 0 ? [] : [{ title: "Fix", preferred, edits }];
  return { rule: "r", layer: "semantic", severity, message: "", path: [], range, fixes };
}

/** A finding, with the edit that replaces it, at each place where the word stands. */
function wordRule(
  word: string,
  newText: string,
  severity: Finding["severity"] = "error",
): (text: string) => Finding[] {
  return (text) =>
    [...text.matchAll(new RegExp(word, "g"))].map(({ index }) =>
      finding(severity, [{ start: index, end: index + word.length, newText }]),
    );
}

function all(...judges: readonly ((text: string) => Finding[])[]): (text: string) => Finding[] {
  return (text) => judges.flatMap((judge) => judge(text));
}

const errorsOf = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === "error").length;

describe("fixing everything", () => {
  it("applies the preferred fixes, and those that they make possible", () => {
    assert.equal(fixAll("a b a", all(wordRule("a", "b"), wordRule("b", "c"))), "c c c");
  });

  it("leaves to the user what is a matter of choice", () => {
    const judge = (text: string): Finding[] =>
      text === "x" ? [finding("error", [{ start: 0, end: 1, newText: "y" }], false)] : [];
    assert.equal(fixAll("x", judge), "x");
  });

  it("takes back a fix that makes things worse, and applies the others", () => {
    const judge = all(wordRule("a", "xx", "warning"), wordRule("x", ""), wordRule("b", "c"));
    const broken = (text: string): Finding[] => (text.includes("xx") ? [finding("error", [])] : []);
    assert.equal(fixAll("b a", all(judge, broken)), "c a");
  });

  it("applies all that make nothing worse, however many are beside one that does", () => {
    const bad = wordRule("x", "y", "warning");
    const judge = all(bad, wordRule("a", "b", "warning"), (text) =>
      text.includes("y") ? [finding("error", []), finding("error", [])] : [],
    );
    assert.equal(fixAll(`x${" a".repeat(50)}`, judge), `x${" b".repeat(50)}`);
  });

  it("applies a fix that shows hidden errors, if those that it makes possible repair them", () => {
    const judge = (text: string): Finding[] =>
      text.startsWith("?")
        ? [finding("error", [{ start: 0, end: 1, newText: "aa" }])]
        : wordRule("a", "b")(text);
    assert.equal(fixAll("?", judge), "bb");
    const hopeless = (text: string): Finding[] =>
      text === "?" ? judge(text) : [finding("error", []), finding("error", [])];
    assert.equal(fixAll("?", hopeless), "?");
  });

  it("makes one of two fixes that would write the same parent, and then the other", () => {
    const insert = (start: number, newText: string) => [{ start, end: start, newText }];
    const judge = (text: string): Finding[] => {
      if (!text.includes("(")) return [finding("error", insert(text.length, "(a)"))];
      return text.includes("b") ? [] : [finding("error", insert(text.length - 1, "b"))];
    };
    const both = (text: string): Finding[] =>
      text === "x"
        ? [...judge("x"), finding("error", [{ start: 0, end: 1, newText: "(b)" }])]
        : judge(text);
    assert.equal(fixAll("x", both), "(b)");
  });

  it("ends although two fixes undo each other", () => {
    const text = fixAll("a", all(wordRule("a", "b"), wordRule("b", "a")));
    assert.match(text, /^[ab]$/);
  });

  it("goes on as long as there is less to do, a hundred steps if need be", () => {
    const oneAtATime = (text: string): Finding[] => {
      const [first, ...rest] = wordRule("a", "b", "warning")(text);
      return first === undefined ? [] : [first, ...rest.map(() => finding("warning", []))];
    };
    assert.equal(fixAll("a".repeat(100), oneAtATime), "b".repeat(100));
  });

  it("ends although a fix makes the text longer each time", () => {
    const longer = (text: string): Finding[] => wordRule("a", "aa", "warning")(text).slice(0, 1);
    assert.match(fixAll("a", longer), /^a+$/);
  });

  it("ends although a fix makes the text twice as long each time", () => {
    const twice = fixAll("a", wordRule("a", "aa", "warning"));
    assert.match(twice, /^a+$/);
    assert.ok(twice.length <= 10_020, String(twice.length));
  });

  it("never leaves more errors than there were, whatever the rules", () => {
    const word = fc.constantFrom("a", "b", "c", "d", "ab", "ca");
    const severity = fc.constantFrom("error" as const, "warning" as const);
    const rule = fc.tuple(word, fc.oneof(word, fc.constant("")), severity);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.array(rule, { maxLength: 4 }),
        (words, rules) => {
          const text = words.join("");
          const judge = all(...rules.map(([from, to, level]) => wordRule(from, to, level)));
          const fixed = fixAll(text, judge);
          assert.ok(errorsOf(judge(fixed)) <= errorsOf(judge(text)));
        },
      ),
    );
  });
});
