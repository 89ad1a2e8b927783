import fc from "fast-check";
import { nodePool } from "./objects.ts";
import type { Taint } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type {
  NodePool,
  NodePoolBudget,
} from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";

const cpu = fc.constantFrom<string | number>("0", 0, "100", 64, "1500m", "2k");
const limits = fc.option(
  fc.record(
    { cpu, memory: fc.constantFrom("1Ti", "64Gi") },
    { requiredKeys: [], noNullPrototype: true },
  ),
  { nil: undefined },
);
const taint: fc.Arbitrary<Taint> = fc.constantFrom(
  { key: "a", effect: "NoSchedule" },
  { key: "b", value: "c", effect: "NoExecute" },
  { key: "karpenter.azure.com/disable", effect: "NoSchedule" },
  { key: "karpenter.azure.com/disable", effect: "NoExecute" },
);
const taints = fc.option(fc.uniqueArray(taint, { maxLength: 3 }), { nil: undefined });
const reasons = fc.option(fc.subarray(["Underutilized", "Empty", "Drifted"], { minLength: 1 }), {
  nil: undefined,
});
const window = fc.constantFrom(
  {},
  { schedule: "0 9 * * 1-5", duration: "8h" },
  { schedule: "@daily", duration: "10m" },
);
const budget: fc.Arbitrary<NodePoolBudget> = fc
  .tuple(fc.constantFrom("0", "10%", "100%", "3"), reasons, window)
  .map(([nodes, reasons, when]) => ({ nodes, ...(reasons && { reasons }), ...when }));
const budgets = fc.option(fc.array(budget, { maxLength: 3 }), { nil: undefined });
const annotations = fc.option(fc.constant({ "karpenter.sh/nodepool-hash": "1" }), {
  nil: undefined,
});

/** NodePools as the API server may store them, static ones, frozen ones and tainted ones among them. */
export const anyNodePool: fc.Arbitrary<NodePool> = fc
  .record({
    name: fc.constantFrom("default", "system-surge", "gpu"),
    limits,
    taints,
    budgets,
    annotations,
    replicas: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined, freq: 3 }),
    version: fc.option(fc.nat().map(String), { nil: undefined }),
  })
  .map(({ name, limits, taints, budgets, annotations, replicas, version }) => {
    const pool = nodePool(name, {
      disruption: { consolidateAfter: "0s", ...(budgets && { budgets }) },
      ...(replicas !== undefined ? { replicas } : limits && { limits }),
      template: {
        spec: { ...nodePool(name).spec.template.spec, ...(taints && { taints }) },
      },
    });
    const { name: poolName, uid = "" } = pool.metadata;
    return {
      ...pool,
      metadata: {
        name: poolName,
        uid,
        ...(version !== undefined && { resourceVersion: version }),
        ...(annotations && { annotations }),
      },
    };
  });
