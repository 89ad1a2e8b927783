import assert from "node:assert/strict";
import { readingOf } from "../../../../../src/nap/disable/reading.ts";
import { rehearsalReport } from "../../../../../src/nap/view/disable/rehearsalReport.ts";
import {
  claim,
  fixedNode,
  managedCluster,
  napNode,
  nodePool,
  pod,
  snapshot,
} from "../../disable/objects.ts";

const size = { "node.kubernetes.io/instance-type": "Standard_D4s_v5" };

function table(head: string, ...rows: readonly string[]): string {
  const line = head.replaceAll(/[^|]+/g, " --- ").trim();
  return [head, line, ...rows].map((row) => `| ${row} |`).join("\n");
}

describe("the report of a rehearsal", () => {
  it("tells what runs where, which nodes leave, and where each pod ends", () => {
    const now = snapshot({
      takenAt: "2026-11-22T09:00:00Z",
      nodePools: [nodePool("default", { limits: { cpu: "5" } })],
      nodes: [
        napNode("n1", "default", { labels: size, zone: "westeurope-1" }),
        napNode("n2"),
        fixedNode("f1", "fixed", { cpu: "2", memory: "8Gi" }),
      ],
      nodeClaims: [claim("n1"), claim("n2")],
      pods: [
        pod("web", "n1", { cpu: "1" }),
        pod("alone", "n1", { owner: "" }),
        pod("big", "n2", { cpu: "4" }),
        pod("waits", undefined, { nodeSelector: { disk: "fast" } }),
      ],
      managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1, vmSize: "Standard_D2" }]),
    });
    assert.deepEqual(rehearsalReport(readingOf(now), "demo").split("\n\n"), [
      "# Rehearsal of the drain of demo",
      "As the cluster was at 2026-11-22T09:00:00Z. Nothing of this has happened.",
      "- 1 of 2 nodes would stay.\n- 1 pod would move, 1 stay pending, 1 be lost.",
      "## NAP nodes",
      table(
        "Node | NodePool | Size | Zone | Pods | Without controller | In the end",
        "n1 | default | Standard\\_D4s\\_v5 | westeurope-1 | 2 | 1 | leaves, number 1",
        "n2 | default |  |  | 1 | 0 | stays, no room",
      ),
      "## NodePools",
      table(
        "NodePool | Nodes | Limits | May drift now | Applied by",
        "default | 2 | cpu 5 | 1 of 2 | ",
      ),
      "## Agent pools",
      table(
        "Agent pool | Nodes | Ready | Size | Autoscaled | Free cores | Free GiB",
        "fixed | 1 | 1 | Standard\\_D2 |  | 2.0 | 8.0",
      ),
      "## Pods that stay pending",
      table(
        "Pod | Node now | Why",
        "default/waits | pending already | node selector or affinity does not match (1 node)",
      ),
      "## Pods that hold their node, because they fit nowhere else",
      table("Pod | Node now | Why", "default/big | n2 | cpu lacks 3 cores (1 node)"),
      "## Pods that no fixed pool takes",
      table("Pod | Why", "default/waits | node selector or affinity does not match"),
      "## Pods that are lost with their node",
      table("Pod", "default/alone"),
      "## Where pods go, node by node",
      table("From | To | Pods", "n1 | f1 | 1"),
      "## Where each pod ends",
      `${table("Pod | From | To", "default/web | n1 | f1")}\n`,
    ]);
  });
});
