import assert from "node:assert/strict";
import { ownBlockers } from "../../../../src/nap/preflight/ownBlockers.ts";
import { model, open, pool, pools } from "./judged.ts";

describe("what blocks by a cluster itself", () => {
  it("is none in a sound one, nor where only a look around it could tell", () => {
    assert.deepEqual(ownBlockers(model()), []);
    const scaled = pools(pool({ enableAutoScaling: true }));
    assert.deepEqual(ownBlockers(model(scaled)), []);
    assert.deepEqual(ownBlockers(model({ networkProfile: open })), []);
  });

  it("is named by its titles", () => {
    const found = model({
      networkProfile: {
        networkPlugin: "kubenet",
        networkPolicy: "calico",
        loadBalancerSku: "basic",
        ipFamilies: ["IPv4"],
      },
    });
    assert.deepEqual(ownBlockers(found), [
      "Network plugin kubenet",
      "Network policy Calico",
      "Basic load balancer",
    ]);
  });

  it("leaves out states that pass, which the row shows anyway", () => {
    const passing = model({ provisioningState: "Updating", powerState: { code: "Stopped" } });
    assert.deepEqual(ownBlockers(passing), []);
  });
});
