import { hasDisableTaint } from "../changes/remembered.ts";
import { ownsField } from "./ownsField.ts";
import type { NodePool } from "./karpenterObjects.ts";

const taints = ["spec", "template", "spec", "taints"];

/** When the taints of the pool were last written, by the books of the API server; undefined where they do not say, and without our taint. */
export function taintedAt(pool: NodePool): number | undefined {
  if (!hasDisableTaint(pool)) return undefined;
  const times = (pool.metadata.managedFields ?? [])
    .filter((entry) => ownsField(entry, taints))
    .map(({ time }) => Date.parse(time ?? ""))
    .filter((ms) => !Number.isNaN(ms));
  return times.length === 0 ? undefined : Math.max(...times);
}
