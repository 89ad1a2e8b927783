import type { SizeFacts } from "./sizeFacts.ts";
import { bareSizeName } from "./sizeName.ts";

/** Why the provider drops a size in every region and for every AKSNodeClass. */
export type SizeExclusion =
  | "aks-restricted"
  | "karpenter-restricted"
  | "unparsable"
  | "cpu<2"
  | "memory<3.5"
  | "gpu-unsupported"
  | "constrained-vcpus"
  | "confidential";

const aksRestricted = new Set([
  ...["Standard_A0", "Standard_A1", "Standard_A1_v2", "Standard_B1s", "Standard_B1ms"],
  ...["Standard_F1", "Standard_F1s"],
  ...["Basic_A0", "Basic_A1", "Basic_A2", "Basic_A3", "Basic_A4"],
]);

const karpenterRestricted = new Set(["Standard_E64i_v3", "Standard_E64is_v3"]);

/** Whether the provider takes the size for a confidential one, which it does by the name alone (pkg/utils/sku/sku.go). */
export function isConfidential(name: string): boolean {
  const bare = bareSizeName(name);
  return bare.startsWith("DC") || bare.startsWith("EC");
}

/**
 * All region-independent reasons to drop a size, in the order of the union above; empty = the size stays.
 * Source: provider v1.14.0 pkg/providers/instancetype/{instancetypes,skus}.go.
 */
export function sizeExclusions(facts: SizeFacts): readonly SizeExclusion[] {
  const { name, parts } = facts;
  const excluded: SizeExclusion[] = [];
  if (aksRestricted.has(name)) excluded.push("aks-restricted");
  if (karpenterRestricted.has(name)) excluded.push("karpenter-restricted");
  if (parts === undefined) excluded.push("unparsable");
  if (facts.cpus < 2) excluded.push("cpu<2");
  if (facts.memoryGiB < 3.5) excluded.push("memory<3.5");
  if ((facts.gpuCount ?? 0) > 0 && facts.gpu === undefined) excluded.push("gpu-unsupported");
  if (parts?.constrainedCpus !== undefined) excluded.push("constrained-vcpus");
  if (isConfidential(name)) excluded.push("confidential");
  return excluded;
}
