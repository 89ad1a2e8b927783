import assert from "node:assert/strict";
import {
  defaultNodePoolsChoicesFor,
  profileOf,
} from "../../../../src/nap/enable/defaultNodePools.ts";
import { model, open, template } from "../preflight/judged.ts";

describe("the choice of default NodePools", () => {
  const details = (before: { mode: string; defaultNodePools: string }) =>
    Object.fromEntries(defaultNodePoolsChoicesFor(before).map((one) => [one.value, one.detail]));

  it("tells beforehand that nobody knows what a later change to None does", () => {
    const { Auto, None } = details({ mode: "Manual", defaultNodePools: "" });
    assert.match(Auto ?? "", /^AKS makes the NodePools .* Azure's sources disagree about a later/);
    assert.doesNotMatch(None ?? "", /disagree/);
  });

  it("warns of None where the cluster has default NodePools now", () => {
    const { Auto, None } = details({ mode: "Auto", defaultNodePools: "" });
    assert.match(None ?? "", /sources disagree about what happens to default and system-surge/);
    assert.doesNotMatch(Auto ?? "", /what happens to default/);
  });

  it("starts from what the cluster has, empty where nothing is to be seen", () => {
    const profile = { mode: "Auto", defaultNodePools: "None" };
    assert.deepEqual(profileOf(model({ nodeProvisioningProfile: profile })), profile);
    const nothing = { mode: "", defaultNodePools: "" };
    assert.deepEqual(profileOf(model()), nothing);
    assert.deepEqual(profileOf(template({ nodeProvisioningProfile: open })), nothing);
  });
});
