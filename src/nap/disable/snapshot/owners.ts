import { commandLine } from "../changes/shellText.ts";
import type { ObjectMeta } from "./kubernetesObjects.ts";
import type { NodePool } from "./karpenterObjects.ts";

/** Somebody who applies a NodePool from elsewhere and may take our changes back. */
export interface PoolOwner {
  readonly pool: string;
  /** `AKS`: the pools that the service itself installs, which its documentation lets people freeze. */
  readonly by: "Argo CD" | "Flux" | "Helm" | "AKS";
  /** What tells so: a label, an annotation or the name of a field manager, with its value. */
  readonly evidence: string;
  /**
   * Whether it reverts changes without being asked; a Helm release does so at its next upgrade only, one of Flux before
   * that where its drift detection is on, which it is not by default.
   */
  readonly reverts:
    | "continuously"
    | "on the next deployment"
    | "at its next upgrade, and before that where it detects drift"
    | "not known";
}

type Mark = readonly [by: Source, where: "labels" | "annotations", key: string];

/** Flux applies manifests and Helm releases in ways of their own. */
type Source = PoolOwner["by"] | "Flux's Helm";
type Evidence = readonly [by: Source, words: string];

const marks: readonly Mark[] = [
  ["Argo CD", "annotations", "argocd.argoproj.io/tracking-id"],
  ["Argo CD", "labels", "argocd.argoproj.io/instance"],
  ["Flux", "labels", "kustomize.toolkit.fluxcd.io/name"],
  ["Flux's Helm", "labels", "helm.toolkit.fluxcd.io/name"],
  ["Helm", "annotations", "meta.helm.sh/release-name"],
];

const managers: readonly (readonly [Source, RegExp])[] = [
  ["Argo CD", /^argocd-/],
  ["Flux", /^(kustomize-controller|flux)$/],
  ["Flux's Helm", /^helm-controller$/],
  ["Helm", /^helm$/],
];

/**
 * The release with which AKS installs its own pools (Azure/karpenter-provider-azure issue 1230). A Flux outside of the
 * cluster does it, whose label `helm.toolkit.fluxcd.io/name` the pools carry (AKS documentation, node autoprovision).
 */
const aksRelease = "aks-managed-";

const reverting: Record<Source, PoolOwner["reverts"]> = {
  "Argo CD": "continuously",
  Flux: "continuously",
  "Flux's Helm": "at its next upgrade, and before that where it detects drift",
  Helm: "on the next deployment",
  AKS: "not known",
};

function marksOf(metadata: ObjectMeta): readonly Evidence[] {
  return marks.flatMap(([by, where, key]): readonly Evidence[] => {
    const value = metadata[where]?.[key];
    if (value === undefined) return [];
    const owner = by === "Helm" && value.startsWith(aksRelease) ? "AKS" : by;
    return [[owner, `${key}: ${value}`]];
  });
}

function managersOf(metadata: ObjectMeta): readonly Evidence[] {
  return (metadata.managedFields ?? []).flatMap(({ manager = "" }) =>
    managers
      .filter(([, pattern]) => pattern.test(manager))
      .map(([by]) => [by, `field manager ${manager}`] as const),
  );
}

/** What tells who applies the pool; the release of AKS leaves the marks of Helm and Flux, which are not others' then. */
function evidenceOf(metadata: ObjectMeta): readonly Evidence[] {
  const all = [...marksOf(metadata), ...managersOf(metadata)];
  const isAks = all.some(([by]) => by === "AKS");
  return isAks ? all.filter(([by]) => by !== "Helm" && by !== "Flux's Helm") : all;
}

/** Who applies the pool, each once with the first thing that tells so; labels count before field managers. */
export function ownersOf({ metadata }: NodePool): readonly PoolOwner[] {
  const found = new Map<PoolOwner["by"], PoolOwner>();
  for (const [source, evidence] of evidenceOf(metadata)) {
    const by = source === "Flux's Helm" ? "Flux" : source;
    if (found.has(by)) continue;
    found.set(by, { pool: metadata.name, by, evidence, reverts: reverting[source] });
  }
  return [...found.values()];
}

function suspendCommand(metadata: ObjectMeta, kind: "kustomization" | "helmrelease") {
  const { labels = {} } = metadata;
  const group = `${kind === "kustomization" ? "kustomize" : "helm"}.toolkit.fluxcd.io`;
  const name = labels[`${group}/name`];
  const namespace = labels[`${group}/namespace`] ?? "flux-system";
  return name && commandLine(["flux", "suspend", kind, name, "--namespace", namespace]);
}

/** An app outside of Argo CD's own namespace is tracked as `namespace_name`, which its command line writes with a slash. */
function argoApp({ labels = {}, annotations = {} }: ObjectMeta): string | undefined {
  const tracked = annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0];
  // The label by which Argo CD tracks unless told otherwise is anybody's: who wrote the pool tells whose it is.
  const usual = labels["app.kubernetes.io/instance"];
  return (tracked ?? labels["argocd.argoproj.io/instance"] ?? usual)?.replace("_", "/");
}

/**
 * How whoever applies the pool without being asked is told to leave it alone, as a command of its own CLI; undefined
 * where the pool does not name what applies it.
 */
export function pauseCommand({ metadata }: NodePool): string | undefined {
  const sources = new Set(evidenceOf(metadata).map(([by]) => by));
  const app = sources.has("Argo CD") ? argoApp(metadata) : undefined;
  return (
    suspendCommand(metadata, "kustomization") ??
    (sources.has("Flux's Helm") ? suspendCommand(metadata, "helmrelease") : undefined) ??
    (app && commandLine(["argocd", "app", "set", app, "--sync-policy", "none"]))
  );
}

/** What to tell people about those who will take changes of the pool back; AKS is not known to. */
export function ownerWords(pool: NodePool): readonly string[] {
  const command = pauseCommand(pool);
  return ownersOf(pool).flatMap(({ by, evidence, reverts }) => {
    if (by === "AKS") return [];
    const isNamed = command?.startsWith(by === "Flux" ? "flux " : "argocd ") === true;
    const pause = isNamed && by !== "Helm" ? `pause it (${command})` : "pause it";
    return [
      `NodePool ${pool.metadata.name} is applied by ${by} (${evidence}), which takes changes back ${reverts}: ${pause}, or change its source.`,
    ];
  });
}
