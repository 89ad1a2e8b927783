import assert from "node:assert/strict";
import { nodeClass, nodePool, poolRequiring } from "../../../../src/language/rules/examples.ts";
import { serviceFor, workspaceOf } from "../service.ts";

const service = serviceFor();

function verdict(text: string): readonly string[] {
  const file = service.read("a.yaml", text);
  return service
    .validate(file, workspaceOf(file))
    .filter(({ rule }) => rule !== "node-class-not-found")
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

describe("what is accepted and cannot work", () => {
  it("is a number above that of every size", () => {
    assert.deepEqual(verdict(poolRequiring('karpenter.azure.com/sku-version Gt "99"')), [
      "error no-matching-size",
    ]);
    assert.deepEqual(verdict(poolRequiring('karpenter.azure.com/sku-memory Gt "999999999"')), [
      "error no-matching-size",
    ]);
    assert.deepEqual(verdict(poolRequiring('karpenter.azure.com/sku-memory Gt "2048"')), []);
  });

  it("is a number of MiB that no size has, and a slip of the unit is said once", () => {
    const memory = (requirement: string) =>
      verdict(poolRequiring(`karpenter.azure.com/sku-memory ${requirement}`));
    assert.deepEqual(memory('In "16000"'), ["error no-matching-size"]);
    assert.deepEqual(memory('In "2048"'), ["warning no-matching-size"]);
    assert.deepEqual(memory('Lt "3500"'), ["warning no-matching-size"]);
    for (const right of ['In "16384"', 'In "4096"', 'Lt "5000"', 'NotIn "2048"'])
      assert.deepEqual(memory(right), []);
    for (const slip of ['In "16"', 'Lt "16"', 'In "8Gi"'])
      assert.deepEqual(memory(slip), ["error memory-in-mib"]);
  });

  it("is mended to the number of MiB that a size has", () => {
    const mended = (value: string) =>
      service.fixAll("a.yaml", poolRequiring(`karpenter.azure.com/sku-memory In "${value}"`), {
        workspace: workspaceOf(),
      });
    for (const value of ["16000", "16385", "16GiB", "16"])
      assert.match(mended(value), /sku-memory.*16384/s);
  });

  it("is a number with a unit or a letter, and its digits are what is meant", () => {
    const compared = (key: string, value: string) =>
      service.fixAll("a.yaml", poolRequiring(`karpenter.azure.com/${key} Gt "${value}"`), {
        workspace: workspaceOf(),
      });
    const size = "sku-storage-ephemeralos-maxsize";
    for (const value of ["128Gi", "128GB"])
      assert.match(compared(size, value), /\["128"\]|- "?128"?\n/);
    assert.match(compared("sku-version", "v4"), /\["4"\]|- "?4"?\n/);
    for (const value of ["1Ti", "4.5", "many"])
      assert.equal(
        compared(size, value),
        poolRequiring(`karpenter.azure.com/${size} Gt "${value}"`),
      );
  });

  it("is a zone beyond the third", () => {
    const zone = (value: string) => poolRequiring(`topology.kubernetes.io/zone In ${value}`);
    assert.deepEqual(verdict(zone("westeurope-3")), []);
    assert.deepEqual(verdict(zone("westeurope-4")), ["warning zone-format"]);
  });

  it("is a subscription whose ID is none", () => {
    const subnet = (subscription: string) =>
      nodeClass(
        `vnetSubnetID: /subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apps\n`,
      );
    assert.deepEqual(verdict(subnet("<id>")), ["error subnet-placeholder"]);
    for (const id of ["xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "SUBSCRIPTION_ID"])
      assert.deepEqual(verdict(subnet(id)), ["warning subnet-placeholder"]);
    assert.deepEqual(verdict(subnet("6A1C4BD0-5f0e-4d0c-9d4f-1f2b3c4d5e6f")), []);
  });

  it("is a limit below every machine, also in thousandths and bytes", () => {
    for (const limit of ["cpu: 1500m", "memory: 536870912", "memory: 2000000000"])
      assert.deepEqual(verdict(nodePool(`limits:\n  ${limit}\n`)), ["error limits-below-smallest"]);
    for (const limit of ["cpu: 100m", "memory: 400"])
      assert.deepEqual(verdict(nodePool(`limits:\n  ${limit}\n`)), ["error limits-unit"]);
  });

  it("is told apart where it freezes the pool on purpose", () => {
    for (const name of ["cpu", "memory", "nodes"])
      assert.deepEqual(verdict(nodePool(`limits:\n  ${name}: 0\n`)), [
        "info limits-below-smallest",
      ]);
    assert.deepEqual(verdict(nodePool("limits:\n  nodes: 1\n")), []);
  });
});
