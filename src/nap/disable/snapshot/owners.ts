import { commandLine } from "../changes/shellText.ts";
import type { NodePool, ObjectMeta } from "./kubernetesObjects.ts";

/** Somebody who applies a NodePool from elsewhere and may take our changes back. */
export interface PoolOwner {
  readonly pool: string;
  /** `AKS`: the pools that the service itself installs, which its documentation lets people freeze. */
  readonly by: "Argo CD" | "Flux" | "Helm" | "AKS";
  /** What tells so: a label, an annotation or the name of a field manager, with its value. */
  readonly evidence: string;
  /** Whether it reverts changes without being asked; a Helm release does so at its next upgrade only. */
  readonly reverts: "continuously" | "on the next deployment" | "not known";
}

type Mark = readonly [by: PoolOwner["by"], where: "labels" | "annotations", key: string];

const marks: readonly Mark[] = [
  ["Argo CD", "annotations", "argocd.argoproj.io/tracking-id"],
  ["Argo CD", "labels", "argocd.argoproj.io/instance"],
  ["Flux", "labels", "kustomize.toolkit.fluxcd.io/name"],
  ["Flux", "labels", "helm.toolkit.fluxcd.io/name"],
  ["Helm", "annotations", "meta.helm.sh/release-name"],
];

const managers: readonly (readonly [PoolOwner["by"], RegExp])[] = [
  ["Argo CD", /^argocd-/],
  ["Flux", /^(kustomize-controller|helm-controller|flux)$/],
  ["Helm", /^helm$/],
];

/** The release with which AKS installs its own pools (karpenter-provider-azure discussions, AKS release notes). */
const aksRelease = "aks-managed-";

const reverting: Record<PoolOwner["by"], PoolOwner["reverts"]> = {
  "Argo CD": "continuously",
  Flux: "continuously",
  Helm: "on the next deployment",
  AKS: "not known",
};

function marksOf(metadata: ObjectMeta): readonly (readonly [PoolOwner["by"], string])[] {
  return marks.flatMap(([by, where, key]) => {
    const value = metadata[where]?.[key];
    if (value === undefined) return [];
    const owner = by === "Helm" && value.startsWith(aksRelease) ? "AKS" : by;
    return [[owner, `${key}: ${value}`] as const];
  });
}

function managersOf(metadata: ObjectMeta): readonly (readonly [PoolOwner["by"], string])[] {
  return (metadata.managedFields ?? []).flatMap(({ manager = "" }) =>
    managers
      .filter(([, pattern]) => pattern.test(manager))
      .map(([by]) => [by, `field manager ${manager}`] as const),
  );
}

/** Who applies the pool, each once with the first thing that tells so; labels count before field managers. */
export function ownersOf({ metadata }: NodePool): readonly PoolOwner[] {
  const found = new Map<PoolOwner["by"], PoolOwner>();
  const evidence = [...marksOf(metadata), ...managersOf(metadata)];
  // The release of AKS is applied with Helm's own field manager.
  const isAks = evidence.some(([by]) => by === "AKS");
  for (const [by, words] of evidence) {
    if (found.has(by) || (isAks && by === "Helm")) continue;
    found.set(by, { pool: metadata.name, by, evidence: words, reverts: reverting[by] });
  }
  return [...found.values()];
}

/**
 * How whoever applies the pool without being asked is told to leave it alone, as a command of its own CLI; undefined
 * where the pool does not name what applies it.
 */
export function pauseCommand({ metadata }: NodePool): string | undefined {
  const { labels = {}, annotations = {} } = metadata;
  const flux = (group: string, kind: string): string | undefined => {
    const name = labels[`${group}/name`];
    const namespace = labels[`${group}/namespace`] ?? "flux-system";
    return name && commandLine(["flux", "suspend", kind, name, "--namespace", namespace]);
  };
  const tracked = annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0];
  const app = tracked ?? labels["argocd.argoproj.io/instance"];
  return (
    flux("kustomize.toolkit.fluxcd.io", "kustomization") ??
    flux("helm.toolkit.fluxcd.io", "helmrelease") ??
    (app && commandLine(["argocd", "app", "set", app, "--sync-policy", "none"]))
  );
}

/** What to tell people about those who will take changes of the pool back; AKS is not known to. */
export function ownerWords(pool: NodePool): readonly string[] {
  return ownersOf(pool).flatMap(({ by, evidence, reverts }) => {
    if (by === "AKS") return [];
    return [
      `NodePool ${pool.metadata.name} is applied by ${by} (${evidence}), which takes changes back ${reverts}: pause it, or change its source.`,
    ];
  });
}
