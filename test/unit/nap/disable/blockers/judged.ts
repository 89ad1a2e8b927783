import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { claim, fixedNode, napNode, nodePool, pod, snapshot } from "../objects.ts";
import type { NodePoolBudget } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";
import type { PodOptions } from "../objects.ts";

/** Blockers as `effect kind: words`, with a NAP node `nap` and room enough. */
export function blockers(parts: Partial<ClusterSnapshot> = {}): readonly string[] {
  const state = stateOf(
    snapshot({
      nodes: [napNode("nap"), fixedNode("fixed", "fixed", { cpu: "64" })],
      nodeClaims: [claim("nap")],
      nodePools: [nodePool("default")],
      ...parts,
    }),
  );
  return state.outlook.blockers.map(({ effect, kind, words }) => `${effect} ${kind}: ${words}`);
}

/** The same with one pod on that node. */
export function podBlockers(options: PodOptions, parts: Partial<ClusterSnapshot> = {}) {
  return blockers({ pods: [pod("p", "nap", options)], ...parts });
}

export const app = { labels: { app: "a" } };
export const selector = { matchLabels: { app: "a" } };

/** A NodePool with these budgets. */
export const budgets = (...list: NodePoolBudget[]) => ({
  nodePools: [nodePool("default", { disruption: { budgets: list } })],
});

export const doNotDisrupt = (value: string) => ({
  annotations: { "karpenter.sh/do-not-disrupt": value },
});
