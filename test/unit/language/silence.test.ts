import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../src/language/edit/applyEdits.ts";
import type { Finding } from "../../../src/language/finding.ts";
import { isSilenced, silencingEdit } from "../../../src/language/silence.ts";
import { toJson } from "../../../src/language/yaml/node.ts";
import type { YamlNode } from "../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../src/language/yaml/parse.ts";
import { layouts, objects, render } from "./yaml/arbitrary.ts";

/** A finding of the rule `weight` where `mark` first stands in the text. */
function findingAt(text: string, mark: string): Finding {
  const start = text.indexOf(mark);
  const range = { start, end: start + mark.length };
  const rest = { message: "", path: [], fixes: [] };
  return { rule: "weight", layer: "semantic", severity: "error", range, ...rest };
}

function silenced(...lines: readonly string[]): boolean {
  const text = lines.join("\n");
  return isSilenced(text, findingAt(text, "weight: 1"));
}

describe("a comment # nap-ignore", () => {
  it("silences its rule on its own line", () => {
    assert.equal(silenced("a: 0", "weight: 1 # nap-ignore weight"), true);
    assert.equal(silenced("weight: 1 #nap-ignore weight # agreed with the owners"), true);
  });

  it("silences its rule on the line below, also among other comments", () => {
    assert.equal(silenced("# nap-ignore weight", "weight: 1"), true);
    assert.equal(silenced("  # nap-ignore weight", "  # because", "  weight: 1"), true);
    assert.equal(silenced("# nap-ignore weight\r", "weight: 1"), true);
  });

  it("names several rules", () => {
    assert.equal(silenced("# nap-ignore zone-format, weight", "weight: 1"), true);
    assert.equal(silenced("# nap-ignore zone-format weight", "weight: 1"), true);
  });

  it("says nothing about other rules, other lines and text that is no comment", () => {
    assert.equal(silenced("# nap-ignore weight-range", "weight: 1"), false);
    assert.equal(silenced("# nap-ignore", "weight: 1"), false);
    assert.equal(silenced("# nap-ignore weight", "a: 0", "weight: 1"), false);
    assert.equal(silenced("# nap-ignore weight", "", "weight: 1"), false);
    assert.equal(silenced("a: 0 # nap-ignore weight", "weight: 1"), false);
    assert.equal(silenced("weight: 1", "# nap-ignore weight"), false);
    assert.equal(silenced("weight: 1#nap-ignore weight"), false);
  });
});

function startsOf(node: YamlNode): readonly number[] {
  if (node.kind === "scalar") return [node.start];
  const inner = node.kind === "seq" ? node.items : node.pairs.map(({ value }) => value);
  return [node.start, ...inner.flatMap(startsOf)];
}

describe("the edit that silences a finding", () => {
  it("silences it, changes no value and keeps the line breaks", () => {
    fc.assert(
      fc.property(objects, layouts, fc.nat(), (value, layout, pick) => {
        const text = render(value, layout);
        const { root } = parseYaml(text);
        if (root === undefined) return;
        const starts = startsOf(root);
        const start = starts[pick % starts.length] ?? 0;
        const finding = { ...findingAt(text, ""), range: { start, end: start } };
        const edit = silencingEdit(text, finding);
        const after = applyEdits(text, [edit]);
        const moved = start + edit.newText.length;
        assert.ok(isSilenced(after, { ...finding, range: { start: moved, end: moved } }), after);
        const again = parseYaml(after).root;
        assert.deepEqual(again && toJson(again), toJson(root), after);
        if (text.includes("\r\n")) assert.doesNotMatch(after, /[^\r]\n/);
      }),
    );
  });
});
