import "../useVscode.ts";
import assert from "node:assert/strict";
import { readingOf } from "../../../../src/nap/disable/reading.ts";
import {
  doneText,
  isDraining,
  progressText,
  stuckText,
} from "../../../../src/nap/view/disable/drainText.ts";
import type { ClusterSnapshot } from "../../../../src/nap/disable/snapshot/snapshot.ts";
import type { ClusterRow } from "../../../../src/nap/view/clusterRow.ts";
import {
  claim,
  managedCluster,
  napNode,
  nodePool,
  pod,
  podDisruptionBudget,
  snapshot,
} from "../../nap/disable/objects.ts";
import { seen } from "../vscode.ts";

const { DrainNews } = await import("../../../../src/ui/disable/drainNews.ts");

const library = { doneText, isDraining, progressText, stuckText };
const row = { name: "shop" } as ClusterRow;
const taint = { key: "karpenter.azure.com/disable", effect: "NoSchedule" };
const emptied = nodePool("default", {
  limits: { cpu: "0" },
  template: { spec: { ...nodePool("default").spec.template.spec, taints: [taint] } },
});

const lookAt = (parts: Partial<ClusterSnapshot>, moved?: number) => ({
  library,
  reading: readingOf(snapshot({ nodePools: [emptied], ...parts })),
  progress:
    moved === undefined
      ? undefined
      : {
          ...{ startMs: 0, gone: 0, left: 1, nodesPerHour: undefined, estimatedEndMs: undefined },
          ...{ lastProgressMs: moved, isStuck: true, isDone: false },
        },
  stuckAfterMinutes: 15,
});

const draining = {
  nodes: [napNode("nap")],
  nodeClaims: [claim("nap")],
  pods: [pod("p", "nap", { labels: { app: "p" } })],
  podDisruptionBudgets: [
    podDisruptionBudget("b", { maxUnavailable: 0, selector: { matchLabels: { app: "p" } } }),
  ],
};

describe("the news of a drain", () => {
  beforeEach(() => {
    seen.reset();
  });

  it("tells once that nothing moves and what holds it, and again when it has moved and stopped anew", () => {
    const news = new DrainNews();
    for (const moved of [1, 1, 1]) news.tell(row, lookAt(draining, moved));
    const stuck = seen.messages[0] ?? "";
    assert.match(stuck, /^NAP: shop: nothing has moved for 15 minutes, 1 node left\. .* "Show"$/);
    assert.match(stuck, /PodDisruptionBudget default\/b/);
    assert.equal(seen.messages.length, 1);
    news.tell(row, lookAt(draining));
    news.tell(row, lookAt(draining, 2));
    assert.equal(seen.messages.length, 2);
  });

  it("tells no standstill of a cluster that does not drain", () => {
    new DrainNews().tell(row, lookAt({ ...draining, nodePools: [nodePool("default")] }, 1));
    assert.deepEqual(seen.messages, []);
  });

  for (const [what, parts, words] of [
    ["of Azure", { managedCluster: managedCluster("Auto") }, "The mode is still Auto."],
    [
      "of an earlier answer",
      { managedCluster: managedCluster("Auto"), azureProblem: "HTTP 503." },
      "The mode was Auto when Azure last answered.",
    ],
    [
      "that nobody knows",
      { managedCluster: undefined, azureProblem: "HTTP 503." },
      "The mode is not known now.",
    ],
    [
      "that Azure is at",
      { managedCluster: { ...managedCluster("Manual"), provisioningState: "Updating" } },
      "The mode is Manual, Azure is not done with it.",
    ],
  ] as const)
    it(`tells that nothing is left with the mode ${what}`, () => {
      const news = new DrainNews();
      news.tell(row, lookAt(draining));
      for (let look = 0; look < 2; look += 1) news.tell(row, lookAt(parts));
      const button = what === "that Azure is at" ? "" : ' "Switch to Manual..."';
      assert.deepEqual(seen.messages, [
        `NAP: shop: nothing of Karpenter is left. ${words}${button}`,
      ]);
    });
});
