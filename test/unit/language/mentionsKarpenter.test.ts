import assert from "node:assert/strict";
import { nodeClass } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();
const rulesOf = (text: string): readonly string[] =>
  service.validate(service.read("a.yaml", text)).map(({ rule }) => rule);

describe("a text that does not speak of karpenter", () => {
  const text = nodeClass("maxPods: 30\n");

  it("is judged where it has our kind and no apiVersion, or a misspelt one", () => {
    assert.deepEqual(rulesOf(text.replace(/^apiVersion.*\n/, "")), ["api-version"]);
    assert.deepEqual(rulesOf(text.replace("karpenter.azure", "karpnter.azure")), ["api-version"]);
  });

  it("gets the apiVersion that it means", () => {
    for (const apiVersion of ["", "apiVersion: karpnter.azure.com/v1beta1\n"]) {
      const fixed = service.fixAll("a.yaml", text.replace(/^apiVersion.*\n/, apiVersion));
      assert.match(fixed, /^apiVersion: karpenter\.azure\.com\/v1beta1$/m);
      assert.deepEqual(rulesOf(fixed), []);
    }
  });

  it("is not read where it has a kind that others have as well", () => {
    const pool = "apiVersion: example.com/v1\nkind: NodePool\nmetadata: [\n";
    assert.deepEqual(service.read("a.yaml", pool).documents, []);
  });
});
