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

  it("leaves the giving of roles to people", () => {
    const action = { do: "assignRole", role: "Reader", scopes: [] } as const;
    assert.equal(remedyQuestion(action, "shop"), undefined);
  });
});
