import assert from "node:assert/strict";
import { cloudExplorerClusterId } from "../../../../src/nap/view/cloudExplorerNode.ts";

const armId = "/subscriptions/s/resourceGroups/g/providers/p/managedClusters/shop";

/** As vscode-aks-tools makes them: members by getters of a class. */
class ClusterItem {
  readonly nodeType = "cluster";
  get armId() {
    return armId;
  }
}

describe("a node of the Cloud Explorer", () => {
  const provider = { cloudName: "Azure" };

  it("names the cluster that it stands for", () => {
    const node = { nodeType: "contributed", provider, value: new ClusterItem() };
    assert.equal(cloudExplorerClusterId(node), armId);
  });

  it("is none of ours when it stands for something else", () => {
    const others: readonly unknown[] = [
      undefined,
      "cluster",
      { nodeType: "cloud", provider },
      { nodeType: "contributed", provider: { cloudName: "Other" }, value: new ClusterItem() },
      { nodeType: "contributed", provider, value: { nodeType: "subscription", armId } },
      { nodeType: "contributed", provider, value: { nodeType: "cluster" } },
      new ClusterItem(),
    ];
    assert.deepEqual([...new Set(others.map(cloudExplorerClusterId))], [undefined]);
  });
});
