import assert from "node:assert/strict";
import { describeWithGo } from "../cluster/goToolchain.ts";
import {
  startOracle,
  type InstanceType,
  type MatchingSizes,
  type Oracle,
} from "../cluster/oracle.ts";

describeWithGo("the oracle on the provider's own code", () => {
  let oracle: Oracle;

  before(async function () {
    this.timeout(40 * 60_000);
    oracle = await startOracle();
  });

  after(() => oracle.close());

  const skuName = (...values: string[]) => ({
    key: "karpenter.azure.com/sku-name",
    operator: "In",
    values,
  });

  it("answers the sizes that requirements leave, the cheapest and its price", async () => {
    const requirements = [
      skuName("Standard_D4s_v5", "Standard_D2s_v5", "Standard_D1_v2", "D8s_v5"),
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
    ];
    const answer = await oracle.ask<MatchingSizes>({ ask: "sizes", requirements });
    assert.ok(!("error" in answer));
    assert.deepEqual(answer.sizes, ["Standard_D2s_v5", "Standard_D4s_v5"]);
    assert.deepEqual(answer.cheapest, ["Standard_D2s_v5"]);
    assert.ok(answer.price !== undefined && answer.price > 0 && answer.price < 1);
  });

  it("counts the values that a minValues misses", async () => {
    const answer = await oracle.ask<MatchingSizes>({
      ask: "sizes",
      requirements: [{ ...skuName("Standard_D4s_v5", "Standard_D1_v2"), minValues: 2 }],
    });
    assert.ok(!("error" in answer));
    assert.deepEqual(answer.unsatisfiedMinValues, { "karpenter.azure.com/sku-name": 1 });
  });

  it("gives the labels and the allocatable resources of every size", async () => {
    const answer = await oracle.ask<{ instanceTypes: InstanceType[] }>({ ask: "instanceTypes" });
    assert.ok(!("error" in answer));
    assert.ok(answer.instanceTypes.length > 900);
    const size = answer.instanceTypes.find(({ name }) => name === "Standard_D4s_v5");
    assert.deepEqual(size?.labels["karpenter.azure.com/sku-memory"], ["16384"]);
    assert.equal(size.allocatable.cpu, "3860m");
    assert.equal(size.offerings.length, 8);
  });

  it("validates, hashes and parses as Karpenter does at run time", async () => {
    const requirements = [{ key: "a", operator: "In", values: [] }];
    const nodeClassRef = { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" };
    const object = { spec: { template: { spec: { nodeClassRef, requirements } } } };
    const nodePool = await oracle.ask<{ runtimeValidate: string }>({ ask: "nodePool", object });
    assert.ok(!("error" in nodePool));
    assert.match(nodePool.runtimeValidate, /key a with operator In must have a value defined/);
    assert.deepEqual(await oracle.ask({ ask: "quantity", text: "1.5Gi" }), {
      canonical: "1536Mi",
      value: "1610612736",
      milliValue: "1610612736000",
    });
    const from = "2026-01-01T00:00:00Z";
    const next = await oracle.ask({ ask: "cron", schedule: "0 9 * * mon", from });
    assert.deepEqual(next, { next: ["2026-01-05T09:00:00Z"] });
    const wrong = await oracle.ask({ ask: "duration", text: "1d" });
    assert.deepEqual(wrong, { error: 'time: unknown unit "d" in duration "1d"' });
  });
});
