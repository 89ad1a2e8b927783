import fc from "fast-check";
import assert from "node:assert/strict";
import { exercise, exerciseTemplate } from "./exercise.ts";
import { Random } from "./random.ts";
import { fuzz } from "./run.ts";
import { manifests, snippets, templates } from "./seeds.ts";

/** NAP_FUZZ=long: all of it, half an hour. */
const isLong = process.env.NAP_FUZZ === "long";

const pool = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
`;

/** Nine lists of nine aliases each: nine to the ninth values if somebody expands them. */
function aliasBomb(): string {
  const lists = Array.from({ length: 9 }, (_, depth) => {
    const item = depth === 0 ? "x" : `*l${depth - 1}`;
    return `  l${depth}: &l${depth} [${Array.from({ length: 9 }, () => item).join(", ")}]\n`;
  });
  return `${pool}spec:\n${lists.join("")}`;
}

function mergeBomb(): string {
  const maps = Array.from({ length: 25 }, (_, depth) => {
    const before = depth === 0 ? "a: 1" : `<<: [*m${depth - 1}, *m${depth - 1}]`;
    return `  m${depth}: &m${depth} { ${before}, k${depth}: 1 }\n`;
  });
  return `${pool}spec:\n${maps.join("")}`;
}

const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:\n`).join("");

const hugeMap = (entries: number): string =>
  Array.from({ length: entries }, (_, index) => `    example.com/label-${index}: b\n`).join("");

const extremes: Readonly<Record<string, () => string>> = {
  "an alias bomb": aliasBomb,
  "a bomb of merge keys": mergeBomb,
  "a hundred thousand open brackets": () => `${pool}spec: ${"[".repeat(100_000)}`,
  "a hundred thousand open braces": () => `${pool}spec: ${"{a: ".repeat(100_000)}`,
  "a hundred thousand dashes": () => `${pool}spec: \n  ${"- ".repeat(100_000)}`,
  "two thousand levels of maps": () => `${pool}spec:\n${nested(2000).replace(/^/gm, " ")}`,
  "a line of five million letters": () => `${pool}spec: ${"x".repeat(5_000_000)}\n`,
  "a name of five million letters in the wrong place": () =>
    `${pool}  ${"x".repeat(5_000_000)}: 1\n`,
  "a taint key of a million letters": () =>
    `${pool}spec:\n  template:\n    spec:\n      taints:\n        - key: ${"a-".repeat(500_000)}\n`,
  "ten thousand requirements": () =>
    `${pool}spec:\n  template:\n    spec:\n      requirements:\n${"        - { key: a, operator: In, values: [b] }\n".repeat(10_000)}`,
  "two million braces in a comment": () => `# ${"{{ ".repeat(2_000_000)}\n${pool}`,
  "braces in a hundred thousand annotations": () =>
    `${pool}  annotations:\n${Array.from({ length: 100_000 }, (_, index) => `    a${index}: "{{ x }}"\n`).join("")}`,
  "ten thousand documents": () => `${pool}---\n`.repeat(10_000),
  "fifty megabytes about something else": () =>
    "apiVersion: v1\nkind: ConfigMap\n---\n".repeat(1_400_000),
  "fifty megabytes of comments": () => `${pool}${"# nothing to see here\n".repeat(2_300_000)}`,
  "fifty megabytes in one object": () => `${pool}  labels:\n${hugeMap(1_600_000)}`,
  "a million blank lines": () => `${pool}${"\n".repeat(1_000_000)}spec: {}\n`,
  "half of a surrogate pair and a null": () => `${pool}spec: "\uD800\0"\n`,
};

/** What a file says at each keystroke; in the short mode one keystroke of so many. */
function* prefixes(texts: readonly string[], short: number): Generator<string> {
  const stride = isLong ? 1 : short;
  for (const [index, text] of texts.entries())
    for (let end = index % stride; end <= text.length; end += stride) yield text.slice(0, end);
}

describe("whatever the text", function () {
  this.timeout(isLong ? 7_200_000 : 300_000);

  it("of a mutant, nothing throws, hangs or gets worse by fixing", async () => {
    const { failures } = await fuzz(1, isLong ? 200_000 : 3_000);
    assert.deepEqual(failures, []);
  });

  it("of a manifest half typed, nothing throws", () => {
    const random = new Random(1);
    for (const text of prefixes(manifests, 29))
      exercise(text, random, { fixes: isLong, places: 1 });
  });

  it("of a snippet half kept, nothing throws", () => {
    const random = new Random(1);
    for (const text of prefixes(snippets, 29)) exercise(text, random, { fixes: isLong, places: 1 });
  });

  it("of a template half typed, nothing throws", () => {
    for (const text of prefixes(templates, 7)) exerciseTemplate(text);
  });

  it("of any letters behind a header, nothing throws", () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from(":-?[]{},#&*!|>'\"% \n\tab1~")),
    });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: "binary" })), (text) => {
        exercise(`${pool}spec:\n  ${text}`, new Random(text.length), { fixes: true, places: 1 });
      }),
      { numRuns: isLong ? 20_000 : 500 },
    );
  });

  for (const [what, make] of Object.entries(extremes))
    it(`with ${what}, nothing throws or hangs`, () => {
      exercise(make(), new Random(1), { fixes: false, places: 2 });
    });
});
