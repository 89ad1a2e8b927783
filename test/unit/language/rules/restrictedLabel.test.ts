import assert from "node:assert/strict";
import { poolRequiring } from "../../../../src/language/rules/examples.ts";
import { serviceFor } from "../service.ts";

const service = serviceFor();

/** The rules that speak, and what is left after the preferred fixes. */
function verdict(requirement: string) {
  const text = poolRequiring(requirement);
  const findings = service.validate(service.read("pool.yaml", text));
  return { rules: findings.map(({ rule }) => rule), fixed: service.fixAll("pool.yaml", text) };
}

describe("labels that a pool may not use", () => {
  it("become what others call so, in the unit that it has", () => {
    assert.equal(
      verdict("karpenter.sh/cpu Gt '1'").fixed,
      poolRequiring("karpenter.azure.com/sku-cpu Gt '1'"),
    );
    assert.equal(
      verdict("karpenter.sh/memory Gt 3Gi").fixed,
      poolRequiring('karpenter.azure.com/sku-memory Gt "3072"'),
    );
  });

  it("are not taken for other machines' labels, one letter away", () => {
    assert.doesNotMatch(verdict("karpenter.azure.com/sku-cpu-manufacturer In amd").fixed, /gpu/);
    assert.equal(
      verdict("karpenter.azure.com/sku-gpu-manufacturers In nvidia").fixed,
      poolRequiring("karpenter.azure.com/sku-gpu-manufacturer In nvidia"),
    );
  });

  it("are not called labels of the user's own", () => {
    for (const key of [
      "karpenter.sh/a",
      "karpenter.azure.com/a",
      "my.karpenter.sh/a",
      "kubernetes.azure.com/a",
    ])
      assert.deepEqual(verdict(`${key} Exists`).rules, ["restricted-label"]);
    assert.deepEqual(
      verdict("notkarpenter.sh/a Exists").rules.includes("custom-label-random"),
      true,
    );
  });
});
