import { goList, sortedByBytes } from "./goText.ts";
import { labelMeanings } from "./labelMeanings.ts";

/*
 * Label rules as karpenter v1.14.0 (pkg/apis/v1/labels.go) has them once karpenter-provider-azure v1.14.0
 * (pkg/apis/v1beta1/labels.go, pkg/utils/zones/normalization.go) has registered its own.
 */

/** Domains in which users may set well-known labels only; their sub-domains belong to them. */
export const restrictedDomains: readonly string[] = ["karpenter.azure.com", "karpenter.sh"];

/** Labels nobody may set. */
export const restrictedLabels: readonly string[] = ["kubernetes.io/hostname"];

/** Older names of labels; Karpenter reads them as the newer ones, in requirements and in pods. */
export const normalizedKeys: Readonly<Record<string, string>> = {
  "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
  "beta.kubernetes.io/arch": "kubernetes.io/arch",
  "beta.kubernetes.io/os": "kubernetes.io/os",
  "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
  "topology.disk.csi.azure.com/zone": "topology.kubernetes.io/zone",
};

/** Values that Karpenter reads as others, for each key after normalisation: no zone means regional placement. */
const normalizedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "topology.kubernetes.io/zone": { "": "0" },
};

/** Keys that every instance type defines, sorted; all others are custom and known only where a pool sets them. */
export const wellKnownLabels: readonly string[] = sortedByBytes(
  labelMeanings.filter(({ wellKnown }) => wellKnown).map(({ key }) => key),
);

const wellKnown = new Set(wellKnownLabels);

/**
 * The values that validation accepts with operator In, sorted, for each key that has a closed list
 * (WellKnownValuesForRequirements; capacity-type is narrowed by the Azure provider: no `reserved`).
 */
export const knownValues: Readonly<Record<string, readonly string[]>> = {
  "karpenter.sh/capacity-type": ["on-demand", "spot"],
  "karpenter.azure.com/placement-scope": ["regional", "zonal"],
  "karpenter.azure.com/sku-gpu-manufacturer": ["amd", "nvidia"],
  "karpenter.azure.com/sku-networking-accelerated": ["false", "true"],
  "karpenter.azure.com/sku-storage-premium-capable": ["false", "true"],
  "karpenter.azure.com/sku-storage-ultra-ssd": ["false", "true"],
  "kubernetes.azure.com/fips_enabled": ["true"],
  "kubernetes.azure.com/mode": ["system", "user"],
  "kubernetes.azure.com/os-sku": ["AzureLinux", "Ubuntu"],
  "kubernetes.azure.com/priority": ["regular", "spot"],
  "kubernetes.azure.com/scalesetpriority": ["regular", "spot"],
};

/** Whether every instance type carries the key, so that it need not be defined by the pool. */
export function isWellKnown(key: string): boolean {
  return wellKnown.has(key);
}

/** The key that Karpenter works with: the newer name of an older label, any other key as it is. */
export function normalizeKey(key: string): string {
  return Object.hasOwn(normalizedKeys, key) ? (normalizedKeys[key] ?? key) : key;
}

/** The value that Karpenter works with; `key` must be normalised already. */
export function normalizeValue(key: string, value: string): string {
  const values = Object.hasOwn(normalizedValues, key) ? normalizedValues[key] : undefined;
  return values !== undefined && Object.hasOwn(values, value) ? (values[value] ?? value) : value;
}

/** The closed list of values of a key, or undefined when any value is admitted. */
export function knownValuesOf(key: string): readonly string[] | undefined {
  return Object.hasOwn(knownValues, key) ? knownValues[key] : undefined;
}

/** The part of a key before its first slash; empty without a slash (GetLabelDomain). */
export function labelDomain(key: string): string {
  const slash = key.indexOf("/");
  return slash < 0 ? "" : key.slice(0, slash);
}

/** Why a key may not be used, in Karpenter's words (IsRestrictedLabel), or undefined when it may. */
export function restrictedLabelError(key: string): string | undefined {
  if (isWellKnown(key)) return undefined;
  const domain = labelDomain(key);
  const reserved = restrictedDomains.some(
    (restricted) => domain === restricted || domain.endsWith(`.${restricted}`),
  );
  if (!reserved && !restrictedLabels.includes(key)) return undefined;
  return (
    `using label ${key} is not allowed as it might interfere with the internal provisioning logic; ` +
    `specify a well known label: ${goList(wellKnownLabels)}, ` +
    `or a custom label that does not use a restricted domain: ${goList(restrictedDomains)}`
  );
}
