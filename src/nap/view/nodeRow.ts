import type { Condition, Node, NodeClaim } from "../disable/kubernetesObjects.ts";
import { conditionOf, conditionWords, isTrue } from "./conditionWords.ts";
import { imageVersionOf, kubeletVersionOf } from "./nodeVersions.ts";

/**
 * Where a node of Karpenter stands in its life. `disrupting`: chosen to go, its replacement is awaited;
 * `draining`, `detaching`, `terminating`: on its way out; `lost`: the machine does not report any more.
 */
export type NodePhase =
  | "launching"
  | "registering"
  | "initializing"
  | "ready"
  | "lost"
  | "disrupting"
  | "draining"
  | "detaching"
  | "terminating";

/** One step of a start or an end, in the order in which they happen. */
export interface NodeStep {
  readonly type: string;
  readonly state: "done" | "waiting" | "failed";
  /** Why it is not done; empty when it is. */
  readonly words: string;
  /** Since when, RFC 3339; empty where not known. */
  readonly since: string;
}

/** A NodeClaim with its Node, or either alone. */
export interface NodeRow {
  /** Name of the Node, of the claim while there is no Node. */
  readonly name: string;
  /** Empty for a node without a claim. */
  readonly claimName: string;
  /** Empty while the machine has not joined. */
  readonly nodeName: string;
  readonly uid: string;
  readonly nodePool: string;
  readonly phase: NodePhase;
  /** The phase with its reason, in words. */
  readonly phaseWords: string;
  readonly steps: readonly NodeStep[];
  /** VM size `Standard_D4s_v5`; empty while not chosen. */
  readonly size: string;
  /** `westeurope-1`; empty where not known, `0` without zones. */
  readonly zone: string;
  /** `spot`, `on-demand` or empty. */
  readonly capacityType: string;
  readonly arch: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** `202512.18.0`; empty where not known. */
  readonly imageVersion: string;
  /** `v1.35.4`; empty where not known. */
  readonly kubernetesVersion: string;
  /** Why the node is drifted, in words; empty when it is not. */
  readonly drift: string;
  /** Karpenter could consolidate it now. */
  readonly isConsolidatable: boolean;
  /** Annotation karpenter.sh/do-not-disrupt on the Node or the claim. */
  readonly isProtected: boolean;
  readonly isCordoned: boolean;
}

/** What a row is made of; at least one of the two. */
export interface NodeSource {
  readonly claim: NodeClaim | undefined;
  readonly node: Node | undefined;
}

const poolLabel = "karpenter.sh/nodepool";

/** The row of a node of Karpenter. */
export function nodeRow({ claim, node }: NodeSource): NodeRow {
  const meta = node?.metadata ?? claim?.metadata;
  const labels = { ...claim?.metadata.labels, ...node?.metadata.labels };
  const conditions = claim?.status?.conditions ?? [];
  const drifted = conditionOf(conditions, "Drifted");
  const state = phaseOf({ claim, node });
  return {
    name: meta?.name ?? "",
    claimName: claim?.metadata.name ?? "",
    nodeName: node?.metadata.name ?? "",
    uid: (claim ?? node)?.metadata.uid ?? "",
    nodePool: labels[poolLabel] ?? "",
    ...state,
    steps: stepsOf(claim, state.phase),
    size: labels["node.kubernetes.io/instance-type"] ?? "",
    zone: labels["topology.kubernetes.io/zone"] ?? "",
    capacityType: labels["karpenter.sh/capacity-type"] ?? "",
    arch: labels["kubernetes.io/arch"] ?? "",
    createdAt: claim?.metadata.creationTimestamp ?? node?.metadata.creationTimestamp ?? "",
    imageVersion: imageVersionOf(claim?.status, labels),
    kubernetesVersion: kubeletVersionOf(node),
    drift: drifted?.status === "True" ? conditionWords(drifted) : "",
    isConsolidatable: isTrue(conditions, "Consolidatable") ?? false,
    isProtected: [claim, node].some(
      (object) => object?.metadata.annotations?.["karpenter.sh/do-not-disrupt"] === "true",
    ),
    isCordoned: node?.spec?.unschedulable ?? false,
  };
}

const startSteps = ["Launched", "Registered", "Initialized"];
const endSteps = ["Drained", "VolumesDetached", "InstanceTerminating"];
const ending: ReadonlySet<NodePhase> = new Set(["draining", "detaching", "terminating"]);

function stepsOf(claim: NodeClaim | undefined, phase: NodePhase): readonly NodeStep[] {
  if (claim === undefined) return [];
  const types = ending.has(phase) ? [...startSteps, ...endSteps] : startSteps;
  return types.map((type) => {
    const condition = conditionOf(claim.status?.conditions, type);
    return {
      type,
      state: stateOf(condition),
      words:
        condition?.status === "True" || condition === undefined ? "" : conditionWords(condition),
      since: condition?.lastTransitionTime ?? "",
    };
  });
}

function stateOf(condition: Condition | undefined): NodeStep["state"] {
  if (condition?.status === "True") return "done";
  // A failed launch stays Unknown, because Karpenter tries again.
  const isFailedLaunch =
    condition?.type === "Launched" &&
    condition.status === "Unknown" &&
    condition.reason !== "AwaitingReconciliation";
  return condition?.status === "False" || isFailedLaunch ? "failed" : "waiting";
}

interface Phase {
  readonly phase: NodePhase;
  readonly phaseWords: string;
}

function phaseOf({ claim, node }: NodeSource): Phase {
  return endOf(claim, node) ?? startOf(claim) ?? lifeOf(claim, node);
}

/** How far the end is, undefined when there is none. */
function endOf(claim: NodeClaim | undefined, node: Node | undefined): Phase | undefined {
  const conditions = claim?.status?.conditions ?? [];
  const isLeaving =
    claim?.metadata.deletionTimestamp !== undefined ||
    node?.metadata.deletionTimestamp !== undefined;
  if (isLeaving) {
    const why = (type: string, otherwise: string) => {
      const condition = conditionOf(conditions, type);
      return condition === undefined || condition.status === "True"
        ? otherwise
        : conditionWords(condition);
    };
    if (isTrue(conditions, "InstanceTerminating") === true)
      return { phase: "terminating", phaseWords: "Terminating: the machine is being deleted" };
    if (isTrue(conditions, "Drained") === true)
      return {
        phase: "detaching",
        phaseWords: `Drained: ${why("VolumesDetached", "the machine is deleted next")}`,
      };
    return {
      phase: "draining",
      phaseWords: `Draining: ${why("Drained", "pods are being evicted")}`,
    };
  }
  const chosen = conditionOf(conditions, "DisruptionReason");
  const isTainted =
    node?.spec?.taints?.some(({ key }) => key === "karpenter.sh/disrupted") ?? false;
  if (chosen?.status !== "True" && !isTainted) return undefined;
  const reason = chosen?.reason ?? "";
  return {
    phase: "disrupting",
    phaseWords: `Disrupting${reason === "" ? "" : ` (${reason})`}: its replacement is awaited`,
  };
}

const starts: readonly (readonly [string, NodePhase, string])[] = [
  ["Launched", "launching", "Launching"],
  ["Registered", "registering", "Starting"],
  ["Initialized", "initializing", "Initializing"],
];

/** The step of the start that is not done, undefined when all are. */
function startOf(claim: NodeClaim | undefined): Phase | undefined {
  if (claim === undefined) return undefined;
  for (const [type, phase, title] of starts) {
    const condition = conditionOf(claim.status?.conditions, type);
    if (condition?.status === "True") continue;
    const why = condition === undefined ? "" : `: ${conditionWords(condition)}`;
    return { phase, phaseWords: `${title}${why}` };
  }
  return undefined;
}

function lifeOf(claim: NodeClaim | undefined, node: Node | undefined): Phase {
  const ready = conditionOf(node?.status?.conditions, "Ready");
  if (ready?.status === "True") return { phase: "ready", phaseWords: "Ready" };
  if (node === undefined) return { phase: "lost", phaseWords: "The Node of this claim is gone" };
  const why = ready?.message ?? "the kubelet has not reported yet";
  return {
    phase: "lost",
    phaseWords: `${claim === undefined ? "Without a NodeClaim, n" : "N"}ot ready: ${why}`,
  };
}
