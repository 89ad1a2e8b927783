import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonNode } from "../../../../../src/nap/template/json/jsonNode.ts";
import { parseJson } from "../../../../../src/nap/template/json/parseJson.ts";

/** What `JSON.parse` would give; placeholders as `?text`. */
function plain(node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "unknown":
      return `?${node.text}`;
    default:
      return node.value;
  }
}

function read(text: string) {
  const { roots, problems } = parseJson(text);
  return {
    values: roots.map(plain),
    problems: problems.map(({ line, kind }) => `${line} ${kind}`),
  };
}

describe("the reader of JSON", () => {
  it("reads what JSON.parse reads, and says nothing", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, undefined, indent);
        assert.deepEqual(read(written), { values: [JSON.parse(written)], problems: [] });
      }),
    );
  });

  it("objects exactly where JSON.parse does", () => {
    const piece = fc.constantFrom(
      ..."{}[],:\"'\\/#\n\t 01-.eE".split(""),
      "true",
      "null",
      '"a"',
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        assert.equal(parseJson(text).problems.length === 0, isJson(text), JSON.stringify(text));
      }),
      { numRuns: 3000 },
    );
  });

  for (const [what, text, values, problems] of [
    ["trailing commas", '{\n"a": [1,],\n}', [{ a: [1] }], ["2 trailing comma", "2 trailing comma"]],
    ["comments", '// x\n{ /* y */ "a": 1 }', [{ a: 1 }], ["1 comment"]],
    ["raw line breaks", '{"a": "x\ny z"}', [{ a: "x\ny z" }], ["1 line break in string"]],
    [
      "words that a terminal broke",
      '{"type": "Microsoft.Container\r\nService/managedClusters"}',
      [{ type: "Microsoft.ContainerService/managedClusters" }],
      ["1 line break in string"],
    ],
    [
      "expressions over several lines",
      '{"a": "[if(\ntrue(),1,2)]"}',
      [{ a: "[if(\ntrue(),1,2)]" }],
      ["1 line break in string"],
    ],
    ["tabs in strings", '{"a": "x\ty"}', [{ a: "x\ty" }], ["1 control character in string"]],
    ["a byte order mark", "\ufeff{}", [{}], ["1 byte order mark"]],
    ["a prompt", '$ az aks show\n{"a": 1}\n$', [{ a: 1 }], ["1 text"]],
    ["a fence", '# x [1]\n```json\n{"a": 1}\n```\n', [{ a: 1 }], ["1 text"]],
    [
      "the times of a log",
      '2024-05-01T10:00:09.12Z ##[group]az\n2024-05-01T10:00:09.95Z {\n2024-05-01T10:00:10.1Z   "a": [1]\n2024-05-01T10:00:10.2Z }\n2024-05-01T10:00:11.0Z done',
      [{ a: [1] }],
      ["1 text"],
    ],
    [
      "levels and numbers of a log",
      '[12:00:09 INFO] x - {\n[12:00:10 INFO] x - "a": 1}\n',
      [{ a: 1 }],
      ["1 text"],
    ],
    ["numbered lines", '     9\t{\n    10\t  "a": 1\n    11\t}\n', [{ a: 1 }], ["1 text"]],
    ["a quotation", '> Shows:\n> ```\n> {\n>   "a": 1\n> }\n> ```', [{ a: 1 }], ["1 text"]],
    ["added lines", '@@ -0,0 +1,3 @@\n+{\n+  "a": 1\n+}', [{ a: 1 }], ["1 text"]],
    [
      "colours",
      '{\n  \u001b[94m"a"\u001b[39;49;00m: \u001b[33m"x"\u001b[39;49;00m\n}',
      [{ a: "x" }],
      ["1 text"],
    ],
    [
      "the backslashes of a shell",
      'az rest --body "{\\"a\\": {\\"b c\\": \\"x \\\\\\"y\\\\\\"\\"}}" --only-show-errors',
      [{ a: { "b c": 'x   "y  "' } }],
      ["1 text"],
    ],
    ["the backticks of PowerShell", 'curl -d "{`"a`": [`"b`"]}" x', [{ a: ["b"] }], ["1 text"]],
    ["what was commented out", '# {\n#   "a": 1\n# }\nx', [], ["1 no JSON"]],
    ["a text in a string", '{"a": "{\\"b\\": 1}"}', [{ a: '{"b": 1}' }], []],
    [
      "a text in a string behind the word of a log",
      'body: {"a": "{\\"b\\": 1}"}',
      [{ a: '{"b": 1}' }],
      ["1 text"],
    ],
    ["two values", '{"a": 1}\n{"b": 2}', [{ a: 1 }, { b: 2 }], ["2 second value"]],
    ["a brace missing at the end", '{"a": {"b": 1}', [{ a: { b: 1 } }], ["1 missing brace"]],
    [
      "a brace missing in the middle",
      '{\n  "a": {\n    "b": 1,\n  "c": 2\n}',
      [{ a: { b: 1 }, c: 2 }],
      ["4 missing brace"],
    ],
    [
      "a brace too many",
      '{\n  "a": {\n    "b": 1\n    }\n  },\n  "c": 2\n}',
      [{ a: { b: 1 }, c: 2 }],
      ["4 extra brace"],
    ],
    ["a missing comma", '{"a": 1 "b": 2}', [{ a: 1, b: 2 }], ["1 missing comma"]],
    ["a missing quote", '{"a": "x,\n"b": 2}', [{ a: "x", b: 2 }], ["1 unclosed string"]],
    [
      "placeholders",
      '{"a": {{x}}, "b": ${y}}',
      [{ a: "?{{x}}", b: "?${y}" }],
      ["1 word", "1 word"],
    ],
    ["nothing", "", [], ["1 no JSON"]],
    ["prose", "hello [world]", [], ["1 no JSON"]],
  ] as const)
    it(`reads through ${what}`, () => {
      assert.deepEqual(read(text), { values, problems });
    });

  it("takes any beginning of a text", () => {
    const text = '{"a": [1, {"b": "c\\n", "d": null}], "e": {"f": [true, -1.5e3]}}';
    for (let end = 0; end <= text.length; end++)
      assert.equal(parseJson(text.slice(0, end)).problems.length === 0, end === text.length);
  });

  it("stands deep nesting", () => {
    for (const deep of ["[".repeat(300_000), '{"a":'.repeat(300_000)]) {
      const { problems } = parseJson(deep);
      assert.ok(problems.some(({ kind }) => kind === "too deep"));
    }
  });

  it("places every node", () => {
    const text = '{ "a": [1, "x"] }';
    const [root] = parseJson(text).roots;
    assert.ok(root?.kind === "object");
    const value = root.members[0]?.value;
    assert.ok(value?.kind === "array");
    assert.deepEqual(
      value.items.map(({ offset, end }) => text.slice(offset, end)),
      ["1", '"x"'],
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
