import assert from "node:assert/strict";
import { serviceFor } from "../service.ts";

const service = serviceFor();

function fixesOf(requirements: string): readonly string[] {
  const head = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n";
  const text = `${head}  template:\n    spec:\n      requirements:\n${requirements}`;
  return service
    .validate(service.read("pool.yaml", text))
    .filter(({ rule }) => rule === "yaml-duplicate-key")
    .flatMap(({ fixes }) => fixes.map(({ title, preferred }) => `${title}${preferred ? "!" : ""}`));
}

describe("a forgotten dash", () => {
  it("is put before the key with which the item begins anew, and nothing is removed unasked", () => {
    const keys = ["key: a", "operator: Exists"].map((line) => `          ${line}\n`).join("");
    assert.deepEqual(fixesOf(`        - key: b\n          operator: Exists\n${keys}`), [
      "Begin a new item of the list here!",
      "Remove the earlier one",
      "Remove the later one",
      "Remove the earlier one",
      "Remove the later one",
    ]);
  });

  it("is not seen in one key that stands twice", () => {
    const twice = "        - key: b\n          operator: Exists\n          operator: In\n";
    assert.deepEqual(fixesOf(twice), ["Remove the earlier one!", "Remove the later one"]);
  });

  it("is not looked for where very much stands twice", () => {
    const titles = fixesOf(`        - key: b\n${"          key: a\n".repeat(40)}`);
    assert.equal(titles.includes("Begin a new item of the list here!"), false);
  });
});
