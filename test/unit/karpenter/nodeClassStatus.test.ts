import assert from "node:assert/strict";

import { nodeClassProblems } from "../../../src/karpenter/nodeClassStatus.ts";

const network = (group: string, name: string, subnet: string) =>
  `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}/subnets/${subnet}`;

const managed = network("MC_g", "aks-vnet-12345678", "aks-subnet");
const own = network("g", "net", "nodes");

function messages(spec: unknown, ...facts: Parameters<typeof nodeClassProblems>[1][]): string[] {
  return nodeClassProblems(spec, ...facts).map(({ reason, message }) => `${reason}: ${message}`);
}

describe("the status of an AKSNodeClass", () => {
  it("is fine for a class that asks for nothing special", () => {
    assert.deepEqual(nodeClassProblems({ vnetSubnetID: own, imageFamily: "Ubuntu2404" }), []);
    assert.deepEqual(nodeClassProblems({ fipsMode: "FIPS", imageFamily: "AzureLinux" }), []);
    assert.deepEqual(nodeClassProblems(undefined), []);
  });

  it("fails for a subnet ID that cannot be read, whatever the cluster", () => {
    const bad = `${own}/x`;
    assert.deepEqual(nodeClassProblems({ vnetSubnetID: bad }), [
      {
        condition: "SubnetsReady",
        reason: "SubnetIDInvalid",
        message: `Failed to parse vnetSubnetID ${bad}`,
        path: ["spec", "vnetSubnetID"],
      },
    ]);
    assert.deepEqual(messages({ vnetSubnetID: own.toUpperCase() }), []);
  });

  it("compares the network with that of the cluster, and case counts", () => {
    const other = network("G", "net", "nodes");
    assert.deepEqual(messages({ vnetSubnetID: other }, { subnetId: own }), [
      `SubnetIDInvalid: vnetSubnetID does not match the cluster subscription, resource group, or virtual network: ${other}`,
    ]);
    assert.deepEqual(messages({ vnetSubnetID: network("g", "net", "two") }, { subnetId: own }), []);
    assert.deepEqual(messages({ vnetSubnetID: own }, { subnetId: own }), []);
  });

  it("refuses subnets in the network that AKS made", () => {
    const mine = network("MC_g", "aks-vnet-12345678", "mine");
    const facts = { subnetId: managed, nodeResourceGroup: "mc_G" };
    assert.deepEqual(messages({ vnetSubnetID: mine }, facts), [
      `SubnetIDInvalid: custom subnet cannot be in the same VNet as cluster managed VNet: ${mine}`,
    ]);
    assert.deepEqual(messages({ vnetSubnetID: mine }, { subnetId: managed }), []);
    assert.deepEqual(messages({ vnetSubnetID: managed }, facts), []);
  });

  it("finds no FIPS image for Ubuntu 24.04, and none at all outside AKS", () => {
    const spec = { fipsMode: "FIPS", imageFamily: "Ubuntu2404" };
    assert.deepEqual(messages(spec), ["ImagesNotFound: ImageSelectors did not match any Images"]);
    assert.deepEqual(messages({ fipsMode: "FIPS" }, { managedByAks: false }), [
      "SIGRequiredForFIPS: FIPS images require UseSIG to be enabled, but UseSIG is false (note: UseSIG is only supported in AKS managed NAP)",
    ]);
  });
});
