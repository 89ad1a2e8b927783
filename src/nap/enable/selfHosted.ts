import { shellQuote } from "../shellQuote.ts";
import { helmReleaseOf, isOfAks, type HelmRelease, type NapEvidence } from "./napEvidence.ts";

/** A Karpenter that was installed by the user, with the documented way to NAP. */
export interface SelfHosted {
  /** What was seen, in words. */
  readonly seen: readonly string[];
  readonly release: HelmRelease | undefined;
  readonly steps: readonly MigrationStep[];
}

/** One step; its commands are for bash. */
export interface MigrationStep {
  readonly id: "release-definitions" | "check-release" | "uninstall" | "enable" | "verify";
  readonly title: string;
  readonly why: string;
  readonly commands: readonly string[];
  /** What we can do ourselves instead of the commands: JSON patches of CustomResourceDefinitions. */
  readonly patches?: readonly DefinitionPatch[];
}

/** A JSON patch (RFC 6902) of a CustomResourceDefinition. */
export interface DefinitionPatch {
  readonly name: string;
  readonly patch: readonly {
    readonly op: "remove" | "test";
    readonly path: string;
    readonly value?: string;
  }[];
}

/** Names of the cluster for the commands. */
export interface ClusterName {
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
}

/**
 * Whether Karpenter runs in the cluster by the user's own hand, and what to do before NAP (learn.microsoft.com/azure/aks/
 * use-node-auto-provisioning, "Migrate from self-hosted open-source Karpenter"); undefined when nothing shows it.
 */
export function selfHostedKarpenter(
  { definitions, deployments }: Pick<NapEvidence, "definitions" | "deployments">,
  cluster: ClusterName,
): SelfHosted | undefined {
  const marked = definitions.flatMap(({ name, metadata }) => {
    const release = metadata && helmReleaseOf(metadata);
    return metadata === undefined || release === undefined || isOfAks(release)
      ? []
      : [{ name, metadata, release }];
  });
  const running = deployments ?? [];
  if (marked.length === 0 && running.length === 0) return undefined;
  const release = running.find((one) => one.release !== undefined)?.release ?? marked[0]?.release;
  const patches = marked.map(({ name, metadata }) => ({ name, patch: unmarking(metadata) }));
  return {
    seen: [
      ...running.map(
        (one) => `Deployment ${one.namespace}/${one.name} with ${one.replicas} replicas`,
      ),
      ...marked.map((one) => `${one.name} belongs to the Helm release ${one.release.name}`),
    ],
    release,
    steps: stepsOf({ release, patches, cluster, running }),
  };
}

const marks = [
  ["annotations", "meta.helm.sh/release-name"],
  ["annotations", "meta.helm.sh/release-namespace"],
  ["labels", "app.kubernetes.io/managed-by"],
] as const;

/** Removes what is there of Helm's marks; fails when it is there no more with the same value. */
function unmarking(metadata: {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}): DefinitionPatch["patch"] {
  return marks.flatMap(([member, key]) => {
    const value = metadata[member]?.[key];
    if (value === undefined) return [];
    const path = `/metadata/${member}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [
      { op: "test" as const, path, value },
      { op: "remove" as const, path },
    ];
  });
}

function stepsOf(found: {
  readonly release: HelmRelease | undefined;
  readonly patches: readonly DefinitionPatch[];
  readonly cluster: ClusterName;
  readonly running: readonly { readonly name: string; readonly namespace: string }[];
}): readonly MigrationStep[] {
  const { patches, cluster } = found;
  const released: readonly MigrationStep[] =
    patches.length === 0 ? [] : [releaseDefinitions(patches)];
  const target = `--subscription ${shellQuote(cluster.subscriptionId)} --resource-group ${shellQuote(cluster.resourceGroup)} --name ${shellQuote(cluster.name)}`;
  return [
    ...released,
    ...uninstall(found),
    {
      id: "enable",
      title: "Enable NAP without default NodePools",
      why: "Your own NodePools stay and are used; default ones would join them.",
      commands: [
        `az aks update ${target} --node-provisioning-mode Auto --node-provisioning-default-pools None`,
      ],
    },
    {
      id: "verify",
      title: "Check that AKS has taken over",
      why: "The definitions then belong to the release aks-managed-karpenter-overlay-base.",
      commands: [
        "kubectl get crd aksnodeclasses.karpenter.azure.com -o jsonpath='{.metadata.annotations}'",
      ],
    },
  ];
}

function releaseDefinitions(patches: readonly DefinitionPatch[]): MigrationStep {
  return {
    id: "release-definitions",
    title: "Take the definitions away from Helm",
    why: "With the definitions go all NodeClaims, and with these the machines: nothing may delete them.",
    commands: patches.map(
      ({ name, patch }) =>
        `kubectl patch crd ${name} --type=json -p ${shellQuote(JSON.stringify(patch))}`,
    ),
    patches,
  };
}

function uninstall({
  release,
  running,
}: {
  readonly release: HelmRelease | undefined;
  readonly running: readonly { readonly name: string; readonly namespace: string }[];
}): readonly MigrationStep[] {
  const title = "Remove your own Karpenter";
  const why =
    "Two Karpenters would work against each other. Nodes stay; nothing scales until the next step.";
  if (release === undefined) {
    const commands = running.map(
      ({ name, namespace }) => `kubectl delete deployment ${name} --namespace ${namespace}`,
    );
    return [{ id: "uninstall", title, why, commands }];
  }
  const place = `${shellQuote(release.name)} --namespace ${shellQuote(release.namespace || "kube-system")}`;
  return [
    {
      id: "check-release",
      title: "Make sure that the release would not delete definitions",
      why: "If this prints anything, do not uninstall: the release itself contains definitions.",
      commands: [`helm get manifest ${place} | grep 'kind: CustomResourceDefinition'`],
    },
    { id: "uninstall", title, why, commands: [`helm uninstall ${place}`] },
  ];
}
