import assert from "node:assert/strict";
import fc from "fast-check";
import { rules } from "../../../../src/language/rules/index.ts";
import { endOf, toJson } from "../../../../src/language/yaml/node.ts";
import type { YamlNode } from "../../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";
import { layouts, objects, render } from "./arbitrary.ts";
import { canonical, readVectors } from "./vectors.ts";

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === "seq") return node.items;
  return node.kind === "map" ? node.pairs.flatMap(({ key, value }) => [key, value]) : [];
}

function nodesOf(node: YamlNode): readonly YamlNode[] {
  if (node.alias !== undefined) return [];
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

/** The root's nodes, where the text is sound. */
function nodesIn(text: string): readonly YamlNode[] {
  const { root, broken } = parseYaml(text);
  return root === undefined || broken ? [] : nodesOf(root);
}

const corpus = [...readVectors("server"), ...readVectors("suite")].map(({ yaml }) => yaml);

function isMerging(text: string): boolean {
  return text.includes("<<") || parseYaml(text).problems.length > 0;
}

function assertNested(text: string): void {
  for (const node of nodesIn(text)) {
    assert.ok(node.start <= node.end && node.end <= text.length, `${text}: ${node.kind}`);
    let last = node.start;
    for (const child of childrenOf(node)) {
      const start = child.alias?.start ?? child.start;
      assert.ok(start >= last && endOf(child) <= node.end, `${text}: ${last} ${start}`);
      last = endOf(child);
    }
  }
}

function assertScalarsReadBack(text: string): void {
  for (const node of nodesIn(text)) {
    if (node.kind !== "scalar" || node.tag !== undefined) continue;
    if (node.style === "literal" || node.style === "folded") continue;
    const slice = text.slice(node.start, node.end);
    const item = parseYaml(slice).root;
    if (/^(\.\.\.|---|\ufeff)/.test(slice)) continue;
    if (slice === "") assert.equal(node.value, null);
    else if (item?.kind === "scalar") assert.equal(item.value, node.value, text);
  }
}

describe("positions in a YAML text", () => {
  it("nest: children stand in their parents, in order", () => {
    for (const text of corpus) if (!isMerging(text)) assertNested(text);
    fc.assert(
      fc.property(objects, layouts, (value, layout) => {
        assertNested(render(value, layout));
      }),
    );
  });

  it("of a scalar are those of a text with the same value", () => {
    for (const text of corpus) assertScalarsReadBack(text);
    fc.assert(
      fc.property(objects, layouts, (value, layout) => {
        assertScalarsReadBack(render(value, layout));
      }),
    );
  });

  it("of brackets begin and end with brackets, whatever stands inside", () => {
    for (const text of corpus.filter((one) => parseYaml(one).problems.length === 0))
      for (const node of nodesIn(text)) {
        if (node.kind === "scalar" || !node.flow) continue;
        const edges = text.charAt(node.start) + text.charAt(node.end - 1);
        const isPair = node.kind === "map" && !"{".includes(text.charAt(node.start));
        if (!isPair) assert.equal(edges, node.kind === "map" ? "{}" : "[]", text);
      }
  });

  it("of an empty value are behind its colon or dash", () => {
    const text = "a:\nb: # c\nc:\n  -\n  - x\n";
    const ends = nodesIn(text)
      .filter((node) => node.kind === "scalar" && node.raw === "")
      .map((node) => text.slice(0, node.start).split("\n").at(-1));
    assert.deepEqual(ends, ["a:", "b:", "  -"]);
  });
});

describe("a rendered object", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(objects, layouts, (value, layout) => {
        const { root, problems } = parseYaml(render(value, layout));
        assert.deepEqual(problems, []);
        assert.equal(root === undefined ? "{}" : canonical(toJson(root)), canonical(value));
      }),
      { numRuns: 300 },
    );
  });
});

describe("reading YAML", () => {
  it("never throws, whatever the text", () => {
    const pieces = fc.constantFrom(
      ..."- ; ? ;: ;[;];{;};,;\n;\n  ;\t;#;|;>;&a ;*a ;!t ;'; \";\\;a;b: ;<<: ;---\n;...\n;%;@;\r\n;\u2028;é".split(
        ";",
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const { problems, broken } = parseYaml(parts.join(""));
        assert.equal(broken && problems.length === 0, false);
        for (const { range } of problems) assert.ok(range.start <= range.end);
      }),
      { numRuns: 2000 },
    );
  });

  it("never throws on a prefix of a manifest, which is what a keystroke leaves", () => {
    // Prefixes that end in the same two lines are the same to a parser, but for what they are nested in.
    const prefixes = new Map<string, string>();
    for (const { example } of rules)
      for (const text of [example.bad, example.good])
        for (let end = 0; end <= text.length; end += 1) {
          const prefix = text.slice(0, end);
          prefixes.set(prefix.split("\n").slice(-2).join("\n"), prefix);
        }
    for (const text of prefixes.values()) parseYaml(text);
  });

  it("takes deep nesting, alias bombs and long lines in its stride", () => {
    const hostile = [
      "[".repeat(50_000),
      "{a: ".repeat(20_000),
      "- ".repeat(50_000),
      "? ".repeat(20_000),
      "&a ".repeat(50_000),
      `a: ${"x ".repeat(500_000)}`,
      `a: "${"\\n".repeat(200_000)}`,
      `a: |\n${"\n".repeat(200_000)}`,
      `a:\n${"  b: 1\n".repeat(20_000)}`,
      "[a, ".repeat(20_000),
      Array.from({ length: 5000 }, (_, n) => `${" ".repeat(n % 200)}k${n}:\n`).join(""),
      `a: &a [x, x]\n${"bcdefghijklmnop".replace(/./g, (c) => `${c}: &${c} [*${String.fromCharCode(c.charCodeAt(0) - 1)}, *${String.fromCharCode(c.charCodeAt(0) - 1)}]\n`)}`,
    ];
    for (const text of hostile) assert.ok(parseYaml(text).problems.length <= 50_001);
  });

  it("points at the tab that stands for indentation", () => {
    const text = "a:\n  b: 1\n\tc: 2\n";
    const [problem] = parseYaml(text).problems;
    assert.equal(text.slice(problem?.range.start, problem?.range.end), "\t");
    assert.match(problem?.message ?? "", /tab/);
  });
});
