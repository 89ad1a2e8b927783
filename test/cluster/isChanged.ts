import assert from "node:assert/strict";
import type { ClusterObject } from "./clusterObjects.ts";

/** The steps that change NodePools. */
export type PoolStep = "freeze" | "taint";

/** Whether a step has changed the pool, by what the API server has: the taint comes with budgets for Drifted or not at all. */
export function isChanged({ metadata, spec }: ClusterObject, step: PoolStep): boolean {
  const { limits, template, disruption } = spec as {
    limits?: { cpu?: string };
    template: { spec: { taints?: readonly { key: string }[] } };
    disruption: { budgets: readonly { nodes: string; reasons?: readonly string[] }[] };
  };
  if (step === "freeze") return limits?.cpu === "0";
  const { taints = [] } = template.spec;
  const isTainted = taints.some(({ key }) => key === "karpenter.azure.com/disable");
  const isWide = disruption.budgets.some(
    ({ nodes, reasons }) => nodes === "100%" && reasons?.join() === "Drifted",
  );
  assert.equal(isWide, isTainted, metadata.name);
  return isTainted;
}
