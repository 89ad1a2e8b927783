import { recordOf, textOf } from "./plain.ts";
import type { Path } from "./runtimeProblem.ts";
import { isManagedNetwork, isSameNetwork, parseSubnetId } from "./subnetId.ts";

/** A status condition of an AKSNodeClass that will be False, so that no node can be launched with the class. */
export interface ConditionProblem {
  readonly condition: "SubnetsReady" | "ImagesReady";
  readonly reason: "SubnetIDInvalid" | "SIGRequiredForFIPS" | "ImagesNotFound";
  /** Exactly what the controller writes. */
  readonly message: string;
  readonly path: Path;
}

/** What is known about the cluster; leave out what is not, and the checks that need it are left out as well. */
export interface ClusterFacts {
  /** Resource ID of the subnet that the cluster was made with. */
  readonly subnetId?: string;
  /** Name of the node resource group (MC_...). */
  readonly nodeResourceGroup?: string;
  /** False for Karpenter installed by hand, true for node auto-provisioning. */
  readonly managedByAks?: boolean;
}

/** The subnet checks that follow once the ID has been read and differs from the subnet of the cluster. */
function networkProblem(id: string, cluster: ClusterFacts): string | undefined {
  const wanted = parseSubnetId(id);
  const own = cluster.subnetId === undefined ? undefined : parseSubnetId(cluster.subnetId);
  if (wanted === undefined || own === undefined || id === cluster.subnetId) return undefined;
  if (!isSameNetwork(own, wanted))
    return `vnetSubnetID does not match the cluster subscription, resource group, or virtual network: ${id}`;
  const group = cluster.nodeResourceGroup;
  if (group === undefined || !isManagedNetwork(own, group)) return undefined;
  return `custom subnet cannot be in the same VNet as cluster managed VNet: ${id}`;
}

function subnetProblems(
  spec: Readonly<Record<string, unknown>>,
  cluster: ClusterFacts,
): ConditionProblem[] {
  const id = textOf(spec.vnetSubnetID);
  if (id === undefined) return [];
  const unreadable = parseSubnetId(id) === undefined;
  const message = unreadable ? `Failed to parse vnetSubnetID ${id}` : networkProblem(id, cluster);
  if (message === undefined) return [];
  const path = ["spec", "vnetSubnetID"];
  return [{ condition: "SubnetsReady", reason: "SubnetIDInvalid", message, path }];
}

function imageProblems(
  spec: Readonly<Record<string, unknown>>,
  cluster: ClusterFacts,
): ConditionProblem[] {
  if (spec.fipsMode !== "FIPS") return [];
  const problem = { condition: "ImagesReady", path: ["spec", "fipsMode"] } as const;
  if (cluster.managedByAks === false) {
    const message =
      "FIPS images require UseSIG to be enabled, but UseSIG is false (note: UseSIG is only supported in AKS managed NAP)";
    return [{ ...problem, reason: "SIGRequiredForFIPS", message }];
  }
  if (spec.imageFamily !== "Ubuntu2404") return [];
  return [
    { ...problem, reason: "ImagesNotFound", message: "ImageSelectors did not match any Images" },
  ];
}

/**
 * The conditions of an AKSNodeClass that must turn False for its `spec`, as far as that is certain without asking Azure
 * (karpenter-provider-azure v1.14.0 pkg/controllers/nodeclass/status/subnet.go and images.go;
 * pkg/providers/imagefamily/ubuntu_2404.go has no FIPS image).
 */
export function nodeClassProblems(spec: unknown, cluster: ClusterFacts = {}): ConditionProblem[] {
  const fields = recordOf(spec);
  return [...subnetProblems(fields, cluster), ...imageProblems(fields, cluster)];
}
