import type { SizeExclusion } from "./sizeExclusions.ts";
import type { MaybeBoolean } from "./sizeFacts.ts";
import type { SizeRow } from "./sizes.ts";

/** Why Karpenter leaves a size out, as the end of a sentence that begins with the name of the size. */
export const sizeExclusionText: Readonly<Record<SizeExclusion, string>> = {
  "aks-restricted": "is too small for AKS node pools",
  "karpenter-restricted": "is on the list of sizes that Karpenter does not use on Azure",
  unparsable: "has a name that Karpenter cannot take apart",
  "cpu<2": "has less than 2 vCPUs",
  "memory<3.5": "has less than 3.5 GiB of memory",
  "gpu-unsupported": "has a GPU that AKS does not support",
  "constrained-vcpus": "is a size with constrained vCPUs, which Karpenter does not use",
  confidential: "is a confidential size (DC, EC), which Karpenter does not use",
};

function yesNo(value: MaybeBoolean): string {
  if (value === undefined) return "unknown";
  return value ? "yes" : "no";
}

function gpuText({ gpu, gpuCount, parts }: SizeRow): string {
  if (gpu === undefined) return gpuCount === 0 ? "none" : "not supported";
  const maker = gpu.manufacturer === "nvidia" ? "NVIDIA" : "AMD";
  const model = [maker, parts?.accelerator].filter((part) => part !== undefined).join(" ");
  return gpuCount === undefined ? `${model}, counted as 0` : `${gpuCount} × ${model}`;
}

function ephemeralText({ ephemeralOsMaxGB }: SizeRow): string {
  if (ephemeralOsMaxGB === undefined) return "unknown";
  return ephemeralOsMaxGB === 0 ? "no" : `up to ${ephemeralOsMaxGB} GB`;
}

function spotText({ spot }: SizeRow): string {
  return spot === true ? "in some regions" : yesNo(spot);
}

/** One fact about a size: its name and its value in words. */
export type SizeFactText = readonly [string, string];

/** The facts about a size for people, in the order in which they matter; reasons against its use come last. */
export function describeSize(row: SizeRow): SizeFactText[] {
  const facts: SizeFactText[] = [
    ["vCPUs", String(row.cpus)],
    ["memory", `${row.memoryGiB} GiB`],
    ["architecture", row.arch],
    ["GPU", gpuText(row)],
    ["ephemeral OS disk", ephemeralText(row)],
    ["premium storage", yesNo(row.premium)],
    ["accelerated networking", yesNo(row.acceleratedNetworking)],
    ["encryption at host", yesNo(row.encryptionAtHost)],
    ["spot", spotText(row)],
  ];
  const against = row.excluded.map((reason): SizeFactText => {
    return ["not used by Karpenter", sizeExclusionText[reason]];
  });
  return [...facts, ...against];
}
