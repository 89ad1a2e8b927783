import { absent, just, someOf } from "./labelValues.ts";
import type { LabelValues } from "./labelValues.ts";
import type { NodeClassFacts } from "./nodeClassFacts.ts";
import type { MaybeBoolean, SizeFacts } from "./sizeFacts.ts";
import type { SizeTable } from "./sizes.ts";

/** What is known about the cluster; anything may be left out, nothing is guessed. */
export interface ClusterFacts {
  /** Lower case, without blanks: `westeurope`. */
  readonly region?: string | undefined;
  /** Zones of the region that the subscription can use, as labels (`westeurope-1`); else those of the table. */
  readonly zones?: readonly string[] | undefined;
  readonly nodeResourceGroup?: string | undefined;
}

/** Labels by key. */
export type SizeLabels = Readonly<Record<string, LabelValues>>;

/** Zone label of nodes that are in no zone (provider v1.14.0 pkg/utils/zones/zones.go). */
export const regionalZone = "0";

/** Keys whose values belong together in one offering: placement and price of a size. */
export const offeringKeys = {
  zone: "topology.kubernetes.io/zone",
  placementScope: "karpenter.azure.com/placement-scope",
  ultraSsd: "karpenter.azure.com/sku-storage-ultra-ssd",
  capacityType: "karpenter.sh/capacity-type",
  scaleSetPriority: "kubernetes.azure.com/scalesetpriority",
  priority: "kubernetes.azure.com/priority",
} as const;

function optional(value: string | undefined): LabelValues {
  return value === undefined ? absent : just(value);
}

function ephemeralLabel(maxGB: number | undefined): LabelValues {
  if (maxGB === undefined) {
    return { sure: [], maybe: { pattern: /^[1-9][0-9]*$/, integers: true }, absent: true };
  }
  return maxGB > 0 ? just(String(maxGB)) : absent;
}

function cpuLabel({ cpus }: SizeFacts): LabelValues {
  return just(String(cpus));
}

function memoryLabel({ memoryGiB }: SizeFacts): LabelValues {
  return just(String(Math.trunc(memoryGiB * 1024)));
}

/**
 * The labels of instance types that follow from the size, by key. Memory is in MiB, ephemeral OS disks in GB.
 * Source: provider v1.14.0 pkg/providers/instancetype/instancetype.go (computeRequirements).
 */
export const sizeLabelOf: Readonly<Record<string, (size: SizeFacts) => LabelValues>> = {
  "node.kubernetes.io/instance-type": ({ name }) => just(name),
  "kubernetes.io/arch": ({ arch }) => just(arch),
  "kubernetes.io/os": () => just("linux"),
  "karpenter.azure.com/sku-name": ({ name }) => just(name),
  "karpenter.azure.com/sku-family": ({ parts }) => optional(parts?.family),
  "karpenter.azure.com/sku-series": ({ parts }) => optional(parts?.series),
  "karpenter.azure.com/sku-version": ({ parts }) => optional(parts?.version),
  "karpenter.azure.com/sku-cpu": cpuLabel,
  "kubernetes.azure.com/sku-cpu": cpuLabel,
  "karpenter.azure.com/sku-memory": memoryLabel,
  "kubernetes.azure.com/sku-memory": memoryLabel,
  "karpenter.azure.com/sku-gpu-count": ({ gpu, gpuCount }) =>
    just(String(gpu === undefined ? 0 : (gpuCount ?? 0))),
  "karpenter.azure.com/sku-gpu-manufacturer": ({ gpu }) => optional(gpu?.manufacturer),
  "karpenter.azure.com/sku-gpu-name": ({ gpu, parts }) =>
    gpu === undefined ? absent : optional(parts?.accelerator),
  "karpenter.azure.com/sku-storage-ephemeralos-maxsize": ({ ephemeralOsMaxGB }) =>
    ephemeralLabel(ephemeralOsMaxGB),
  "karpenter.azure.com/sku-storage-premium-capable": ({ premium }) => just(String(premium)),
  "karpenter.azure.com/sku-networking-accelerated": ({ acceleratedNetworking }) =>
    just(String(acceleratedNetworking)),
  "karpenter.azure.com/sku-hyperv-generation": ({ generations }) => just(...generations),
};

/** All labels of one size. */
export function sizeLabels(size: SizeFacts): SizeLabels {
  return Object.fromEntries(Object.entries(sizeLabelOf).map(([key, label]) => [key, label(size)]));
}

/** Zones have one digit (zones.go, MakeARMZonesFromAKSLabelZone), counted from 1. */
const mostZones = 9;

/** Zones of zonal nodes; what is not known is any zone of the right form. */
function zonalZones(table: SizeTable, { region, zones }: ClusterFacts): LabelValues["maybe"] {
  if (zones !== undefined) return zones;
  if (region === undefined) return { pattern: /^[a-z][a-z0-9]*-[1-9]$/, integers: false };
  const prefix = region.toLowerCase();
  const count = table.regions.get(prefix)?.zones;
  return Array.from({ length: count ?? mostZones }, (_, index) => `${prefix}-${index + 1}`);
}

/**
 * Name of the node resource group as the cluster label spells it.
 * Source: provider v1.14.0 pkg/utils/labels.go (NormalizeClusterResourceGroupNameForLabel).
 */
export function clusterLabel(nodeResourceGroup: string): string {
  const label = nodeResourceGroup.replace(/[()]/g, "-").slice(0, 63);
  if (!/[-_.]$/.test(label)) return label;
  return `${label.length > 62 ? label.slice(0, -1) : label}z`;
}

function osSku({ imageFamily }: NodeClassFacts): LabelValues {
  if (imageFamily === undefined) return someOf(["Ubuntu", "AzureLinux"]);
  return just(imageFamily.startsWith("Ubuntu") ? "Ubuntu" : imageFamily);
}

function fips(enabled: MaybeBoolean): LabelValues {
  if (enabled === undefined) return { sure: [], maybe: ["true"], absent: true };
  return enabled ? just("true") : absent;
}

/** Labels that are the same for all sizes: those of the class, the cluster and the places in it. Source: as sizeLabelOf. */
export function commonLabels(
  table: SizeTable,
  nodeClass: NodeClassFacts,
  cluster: ClusterFacts,
): SizeLabels {
  const { region, nodeResourceGroup } = cluster;
  const zones = zonalZones(table, cluster);
  const zonal = "pattern" in zones || zones.length > 0;
  const anyRegion = someOf({ pattern: /^[A-Za-z][A-Za-z0-9]*$/, integers: false });
  const anyCluster = someOf({ pattern: /^[-\w.]{1,63}$/, integers: false });
  const priorities = just("regular", "spot");
  return {
    "topology.kubernetes.io/region": region === undefined ? anyRegion : just(region),
    "kubernetes.azure.com/cluster":
      nodeResourceGroup === undefined ? anyCluster : just(clusterLabel(nodeResourceGroup)),
    "kubernetes.azure.com/mode": just("system", "user"),
    "kubernetes.azure.com/os-sku": osSku(nodeClass),
    "kubernetes.azure.com/fips_enabled": fips(nodeClass.fips),
    [offeringKeys.zone]: { sure: [regionalZone], maybe: zones, absent: false },
    [offeringKeys.placementScope]: {
      sure: ["regional"],
      maybe: zonal ? ["zonal"] : [],
      absent: false,
    },
    [offeringKeys.ultraSsd]: { sure: ["false"], maybe: ["true"], absent: false },
    [offeringKeys.scaleSetPriority]: priorities,
    [offeringKeys.priority]: priorities,
  };
}
