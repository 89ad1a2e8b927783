import { outlookOf } from "../../src/nap/disable/blockers/blockers.ts";
import { takeInventory } from "../../src/nap/disable/snapshot/inventory.ts";
import { stateOf } from "../../src/nap/disable/state.ts";
import { viewDrain } from "../../src/nap/disable/drainView.ts";
import { viewPlan } from "../../src/nap/disable/viewPlan.ts";
import {
  claim,
  fixedNode,
  napNode,
  nodePool,
  pod,
  podDisruptionBudget,
  snapshot,
} from "../unit/nap/disable/objects.ts";
import { median } from "./measure.ts";
import type { Measured } from "./measure.ts";
import type { ClusterSnapshot } from "../../src/nap/disable/snapshot/snapshot.ts";

const zone = (index: number) => `region-${(index % 3) + 1}`;

/** A cluster of that many NAP nodes, twenty pods on each, with rules about neighbours and budgets of all kinds. */
export function bigCluster(nodes: number, fixed: number): ClusterSnapshot {
  const names = Array.from({ length: nodes }, (_, index) => `nap-${index}`);
  const pods = names.flatMap((name, node) =>
    Array.from({ length: 20 }, (_, index) => {
      const app = (node * 20 + index) % 200;
      const labels = { app: `app-${app}`, "pod-template-hash": `hash-${app}` };
      const labelSelector = { matchLabels: { app: `app-${app}` } };
      const topologyKey = app % 20 === 0 ? "kubernetes.io/hostname" : "topology.kubernetes.io/zone";
      const spread = { maxSkew: 5, topologyKey, whenUnsatisfiable: "DoNotSchedule", labelSelector };
      return pod(`p-${node}-${index}`, name, {
        labels,
        cpu: `${100 + (app % 5) * 100}m`,
        ...(app % 10 === 0 && { topologySpreadConstraints: [spread] }),
        ...(app % 50 === 1 && { nodeSelector: { "karpenter.sh/nodepool": "default" } }),
        ...(app % 100 === 2 && { annotations: { "karpenter.sh/do-not-disrupt": "true" } }),
      });
    }),
  );
  const budgets = Array.from({ length: 100 }, (_, index) =>
    podDisruptionBudget(
      `b-${index}`,
      { selector: { matchLabels: { app: `app-${index}` } }, maxUnavailable: 1 },
      { disruptionsAllowed: index % 10 === 3 ? 0 : 1 },
    ),
  );
  return snapshot({
    nodes: [
      ...names.map((name, index) => napNode(name, "default", { cpu: "16", zone: zone(index) })),
      ...Array.from({ length: fixed }, (_, index) =>
        fixedNode(`f-${index}`, "fixed", { cpu: "16", zone: zone(index) }),
      ),
    ],
    nodeClaims: names.map((name) =>
      claim(name, "default", { Initialized: "True", Drifted: "True" }),
    ),
    nodePools: [nodePool("default", { limits: { cpu: "0" } })],
    podDisruptionBudgets: budgets,
    pods,
  });
}

/** The outlook (blockers, rehearsal, forecast) and the views of a big cluster, with much and with little room. */
export async function drainOutlook(runs: number, nodes: number): Promise<Measured[]> {
  const lines: Measured[] = [];
  for (const [words, fixed] of [
    ["room for all", nodes / 2],
    ["little room", nodes / 25],
  ] as const) {
    const cluster = bigCluster(nodes, fixed);
    const what = `blockers, rehearsal, forecast: ${nodes} nodes, ${nodes * 20} pods, ${words}`;
    lines.push({
      what,
      ours: await median(runs, () => outlookOf(takeInventory(cluster))),
      atMost: 1000,
    });
  }
  const state = stateOf(bigCluster(nodes, nodes / 2));
  const views = await median(runs, () => [viewPlan(state), viewDrain(state)]);
  return [...lines, { what: "views of plan and drain", ours: views, atMost: 100 }];
}
