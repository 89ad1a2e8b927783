import type { ObjectMeta } from "../disable/snapshot/kubernetesObjects.ts";
import type { AksNodeClass, NodePool } from "../disable/snapshot/karpenterObjects.ts";
import type { KubeProblem } from "../view/contents/kubeProblem.ts";

/** What a cluster shows of Karpenter, before NAP is enabled and after. Undefined members could not be read, see `problems`. */
export interface NapEvidence {
  readonly definitions: readonly DefinitionEvidence[];
  readonly nodeClasses: readonly AksNodeClass[] | undefined;
  readonly nodePools: readonly NodePool[] | undefined;
  /** Deployments of Karpenter in the cluster; NAP's own runs outside of it. */
  readonly deployments: readonly DeploymentEvidence[] | undefined;
  readonly problems: readonly KubeProblem[];
}

/** The kinds without which Karpenter on AKS cannot work. */
export const neededDefinitions = [
  "nodepools.karpenter.sh",
  "nodeclaims.karpenter.sh",
  "aksnodeclasses.karpenter.azure.com",
] as const;

/** One CustomResourceDefinition of Karpenter. */
export interface DefinitionEvidence {
  /** `nodepools.karpenter.sh`. */
  readonly name: string;
  /** Whether the API server offers the kind; undefined when it did not say. */
  readonly isServed: boolean | undefined;
  /** Condition Established; undefined where definitions may not be read. */
  readonly isEstablished: boolean | undefined;
  /** Undefined where definitions may not be read, or there is none. */
  readonly metadata: ObjectMeta | undefined;
}

/** A Deployment that runs Karpenter inside the cluster. */
export interface DeploymentEvidence {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  /** Release and namespace of Helm, where it was installed so. */
  readonly release: HelmRelease | undefined;
}

/** A release of Helm. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
}

/** The release that owns an object by its annotations, undefined when none does. */
export function helmReleaseOf({ annotations }: ObjectMeta): HelmRelease | undefined {
  const name = annotations?.["meta.helm.sh/release-name"];
  if (name === undefined) return undefined;
  return { name, namespace: annotations?.["meta.helm.sh/release-namespace"] ?? "" };
}

/** Releases of this name and its variants are AKS's own (aks-managed-karpenter-overlay-base). */
export function isOfAks({ name }: HelmRelease): boolean {
  return name.startsWith("aks-managed-");
}
