import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { serviceFor, workspaceOf } from "../service.ts";

const service = serviceFor();

/** The findings that offer to take the document for a patch, and the text after the first such offer. */
function marked(text: string) {
  const file = service.read("patch.yaml", text);
  const findings = service.validate(file, workspaceOf(file));
  const offers = findings.flatMap(({ path, fixes }) =>
    fixes.flatMap((fix) => (fix.title.includes("nap: partial") ? [{ path, fix }] : [])),
  );
  return {
    at: offers.map(({ path }) => path.join(".")),
    preferred: offers.some(({ fix }) => fix.preferred),
    after: offers[0] && applyEdits(text, offers[0].fix.edits),
  };
}

function rulesIn(text: string): readonly string[] {
  return service.validate(service.read("patch.yaml", text)).map(({ rule }) => rule);
}

const weight =
  "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n  weight: 5\n";

describe("a manifest that lacks what a whole object needs", () => {
  for (const [what, before] of [
    ["alone in its file", ""],
    ["after another document", "a: b\n---\n"],
    ["below comments", "# Ours\n\n"],
  ] as const) {
    it(`is marked as a patch by one fix, which is never the preferred one: ${what}`, () => {
      const { at, preferred, after } = marked(before + weight);
      assert.deepEqual(at, ["spec.template"]);
      assert.equal(preferred, false);
      assert.equal(after, `${before}# nap: partial\n${weight}`);
      assert.deepEqual(rulesIn(after), []);
    });
  }

  it("keeps its line breaks and its indentation", () => {
    const text = `  ${weight.trimEnd().replaceAll("\n", "\r\n  ")}\r\n`;
    const { after } = marked(text);
    assert.equal(after, `  # nap: partial\r\n${text}`);
    assert.deepEqual(rulesIn(after), []);
  });

  it("is left as it is where a comment would say too much, or cannot stand", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${weight.trimEnd().replaceAll("\n", "\n    ")}\n`;
    const json = `{ "apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": { "name": "a" }, "spec": {} }\n`;
    for (const text of [list, json]) {
      assert.deepEqual(rulesIn(text), ["required"]);
      assert.deepEqual(marked(text).at, []);
    }
  });

  it("is no patch for what a list's items lack, because lists are replaced as a whole", () => {
    const text = `${weight}  template:\n    spec:\n      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: a }\n      requirements:\n        - key: example.com/a\n`;
    assert.deepEqual(rulesIn(text), ["required"]);
    assert.deepEqual(marked(text).at, []);
  });
});
