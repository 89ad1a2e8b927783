import assert from "node:assert/strict";
import { remedyQuestion } from "../../../../src/nap/preflight/remedyWords.ts";

describe("remedyQuestion", () => {
  it("names what changes, and what it costs", () => {
    assert.deepEqual(
      [
        remedyQuestion({ do: "disableAutoscaler", pools: ["a"] }, "shop"),
        remedyQuestion({ do: "startPools", pools: ["a", "b"] }, "shop"),
        remedyQuestion({ do: "setIpFamilies", ipFamilies: ["IPv4"] }, "shop"),
      ],
      [
        "Switch the cluster autoscaler off for pool a of shop? The pools keep the nodes that they have now.",
        "Start pools a, b of shop? Their nodes cost money from then on.",
        "Write ipFamilies IPv4 into the network profile of shop?",
      ],
    );
  });

  it("says what a role opens, for how long, and what one needs to give it", () => {
    const scope =
      "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s";
    const action = { do: "assignRole", role: "Network Contributor", scopes: [scope] } as const;
    assert.equal(
      remedyQuestion(action, "shop"),
      "Give the identity of shop the role Network Contributor on v/subnets/s? It then may read and change it, and join it with new nodes, and keeps this when NAP is disabled again. You need the right Microsoft.Authorization/roleAssignments/write there.",
    );
  });
});
