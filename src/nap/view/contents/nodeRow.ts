import type { Condition } from "../../disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim } from "../../disable/snapshot/karpenterObjects.ts";
import {
  doNotDisruptAnnotation,
  instanceTypeLabel,
  nodePoolLabel,
  zoneLabel,
} from "../../disable/snapshot/names.ts";
import { conditionIn, truthIn } from "../../disable/snapshot/conditions.ts";
import { conditionWords } from "./conditionWords.ts";
import { phaseOf } from "./nodePhase.ts";
import type { NodePhase, NodeSource } from "./nodePhase.ts";
import { imageVersionOf, kubeletVersionOf } from "./nodeVersions.ts";

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

/** The row of a node of Karpenter. */
export function nodeRow({ claim, node }: NodeSource): NodeRow {
  const meta = node?.metadata ?? claim?.metadata;
  const labels = { ...claim?.metadata.labels, ...node?.metadata.labels };
  const conditions = claim?.status?.conditions ?? [];
  const drifted = conditionIn(conditions, "Drifted");
  const state = phaseOf({ claim, node });
  return {
    name: meta?.name ?? "",
    claimName: claim?.metadata.name ?? "",
    nodeName: node?.metadata.name ?? "",
    uid: (claim ?? node)?.metadata.uid ?? "",
    nodePool: labels[nodePoolLabel] ?? "",
    ...state,
    steps: stepsOf(claim, state.phase),
    size: labels[instanceTypeLabel] ?? "",
    zone: labels[zoneLabel] ?? "",
    capacityType: labels["karpenter.sh/capacity-type"] ?? "",
    arch: labels["kubernetes.io/arch"] ?? "",
    createdAt: claim?.metadata.creationTimestamp ?? node?.metadata.creationTimestamp ?? "",
    imageVersion: imageVersionOf(claim?.status, labels),
    kubernetesVersion: kubeletVersionOf(node),
    drift: drifted?.status === "True" ? conditionWords(drifted) : "",
    isConsolidatable: truthIn(conditions, "Consolidatable") ?? false,
    isProtected: [claim, node].some(
      (object) => object?.metadata.annotations?.[doNotDisruptAnnotation] === "true",
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
    const condition = conditionIn(claim.status?.conditions, type);
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
