import assert from "node:assert/strict";
import {
  isKindUnknown,
  snapshotContents,
} from "../../../../../src/nap/view/contents/snapshotContents.ts";

const pool = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata: { name: "default" },
  spec: {
    template: { spec: { nodeClassRef: { name: "default" }, requirements: [] } },
    disruption: { consolidateAfter: "0s" },
  },
};
const node = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "aks-1", labels: { "karpenter.sh/nodepool": "default" } },
  spec: {},
  status: {},
};
const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: [pool, node] });

function read(logs: string, servesKarpenter = true) {
  return snapshotContents(logs, { nowMs: Date.UTC(2026, 0, 1), servesKarpenter });
}

describe("snapshotContents", () => {
  it("reads what kubectl printed, warnings around it included", () => {
    const contents = read(`Warning: v1 is old\n${list}\n`);
    assert.deepEqual(
      contents?.nodePools.map(({ name, nodes }) => [name, nodes.map((one) => one.nodeName)]),
      [["default", ["aks-1"]]],
    );
  });

  it("reads nothing out of output that was cut", () => {
    assert.equal(read(list.slice(0, -20)), undefined);
    assert.equal(read("error: Forbidden"), undefined);
  });

  it("says that Karpenter's kinds are not there", () => {
    const contents = read(JSON.stringify({ kind: "List", items: [] }), false);
    assert.deepEqual(
      Object.entries(contents?.kinds ?? {}).map(([kind, { phase }]) => `${kind} ${phase}`),
      [
        "nodePools failed",
        "nodeClaims failed",
        "aksNodeClasses failed",
        "nodes live",
        "events live",
      ],
    );
  });

  it("knows kubectl's words for a kind that is not served", () => {
    const logs = 'error: the server doesn\'t have a resource type "nodepools"';
    assert.equal(isKindUnknown(logs), true);
    assert.equal(isKindUnknown("Error from server (Forbidden)"), false);
  });
});
