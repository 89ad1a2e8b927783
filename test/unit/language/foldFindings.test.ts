import assert from "node:assert/strict";
import { folded } from "../../../src/language/foldFindings.ts";
import { nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "./service.ts";

/** `rule` of each finding that is shown, with those inside it. */
function shown(text: string, severities: Record<string, "off"> = {}): readonly string[] {
  const service = serviceFor({ severities });
  const findings = service.validate(service.read("pool.yaml", text));
  return folded(findings).map(({ finding, followers }) =>
    [finding.rule, ...followers.map(({ rule }) => rule)].join(" > "),
  );
}

const misspelt = nodePool().replace("group:", "groups:");

describe("findings for one slip", () => {
  it("are one problem where a required field is only misspelt, with the words of both", () => {
    assert.deepEqual(shown(misspelt), ["unknown-field > required"]);
  });

  it("are one problem where a required field stands somewhere else", () => {
    const text = nodePool("requirements: []\n", "").replace("      requirements: []\n", "");
    assert.deepEqual(shown(text), ["unknown-field > required"]);
  });

  it("are one problem where the object has no name because metadata, or name in it, is misspelt", () => {
    for (const [right, wrong] of [
      ["metadata:", "metdata:"],
      ["  name:", "  nmae:"],
    ] as const)
      assert.deepEqual(shown(nodePool().replace(right, wrong)), ["unknown-field > metadata-name"]);
    const another = nodePool().replace("  name:", "  color:");
    assert.deepEqual(shown(another).toSorted(), ["metadata-name", "unknown-field"]);
  });

  it("are one problem in each item of a List and in each document", () => {
    const item = misspelt.replace(/^(?=.)/gm, "    ").replace("    ", "  - ");
    const list = `apiVersion: v1\nkind: List\nitems:\n${item}${item.replace("general", "other")}`;
    assert.deepEqual(shown(`${list}---\n${misspelt}`), Array(3).fill("unknown-field > required"));
  });

  it("stay two where the missing field is another one", () => {
    const text = nodePool().replace("group: karpenter.azure.com", "color: blue");
    assert.deepEqual(shown(text).toSorted(), ["required", "unknown-field"]);
  });

  it("leave the missing field where the misspelt one is not reported", () => {
    assert.deepEqual(shown(misspelt, { "unknown-field": "off" }), ["required"]);
  });

  it("are both in the list of findings, for whoever compares it with the server", () => {
    const service = serviceFor();
    const found = service.validate(service.read("pool.yaml", misspelt));
    assert.deepEqual(
      found.map(({ server, fixes }) => [server?.message, fixes.length]),
      [
        ["Required value", 0],
        ['strict decoding error: unknown field "spec.template.spec.nodeClassRef.groups"', 2],
      ],
    );
  });
});
