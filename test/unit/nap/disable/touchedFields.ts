import { applyMergePatch } from "../../../../src/nap/disable/changes/mergePatch.ts";
import type { NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";

/** The fields that the plan may touch, emptied; whatever else differs must not. */
function emptied(pool: NodePool): unknown {
  const ours = Object.keys(pool.metadata.annotations ?? {}).filter((key) =>
    key.startsWith("nap.aks/"),
  );
  const annotations = Object.fromEntries(ours.map((key) => [key, null]));
  const without = applyMergePatch(pool, {
    metadata: { annotations },
    spec: {
      replicas: null,
      limits: { cpu: null },
      disruption: { budgets: null },
      template: { spec: { taints: null } },
    },
  }) as { metadata: { annotations: object }; spec: { limits: object } };
  if (Object.keys(without.metadata.annotations).length === 0) without.metadata.annotations = {};
  return without;
}

/** What a patch changed beyond the fields that the plan may touch, in words. */
export function touched(before: NodePool, after: NodePool): readonly string[] {
  const [left, right] = [JSON.stringify(emptied(before)), JSON.stringify(emptied(after))];
  return left === right ? [] : [`touched other fields: ${left} -> ${right}`];
}
