import type { Node } from "../../disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim } from "../../disable/snapshot/karpenterObjects.ts";
import { disruptedTaint } from "../../disable/snapshot/names.ts";
import { conditionIn, truthIn } from "../../disable/snapshot/conditions.ts";
import { conditionWords } from "./conditionWords.ts";

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

/** A NodeClaim with its Node; at least one of the two. */
export interface NodeSource {
  readonly claim: NodeClaim | undefined;
  readonly node: Node | undefined;
}

/** A phase with its reason. */
export interface Phase {
  readonly phase: NodePhase;
  readonly phaseWords: string;
}

/** Where a node stands: on its way out, else in its start, else in its life. */
export function phaseOf({ claim, node }: NodeSource): Phase {
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
      const condition = conditionIn(conditions, type);
      return condition === undefined || condition.status === "True"
        ? otherwise
        : conditionWords(condition);
    };
    if (truthIn(conditions, "InstanceTerminating") === true)
      return { phase: "terminating", phaseWords: "Terminating: the machine is being deleted" };
    if (truthIn(conditions, "Drained") === true)
      return {
        phase: "detaching",
        phaseWords: `Drained: ${why("VolumesDetached", "the machine is deleted next")}`,
      };
    return {
      phase: "draining",
      phaseWords: `Draining: ${why("Drained", "pods are being evicted")}`,
    };
  }
  const chosen = conditionIn(conditions, "DisruptionReason");
  const isTainted = node?.spec?.taints?.some(({ key }) => key === disruptedTaint.key) ?? false;
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
    const condition = conditionIn(claim.status?.conditions, type);
    if (condition?.status === "True") continue;
    const why = condition === undefined ? "" : `: ${conditionWords(condition)}`;
    return { phase, phaseWords: `${title}${why}` };
  }
  return undefined;
}

function lifeOf(claim: NodeClaim | undefined, node: Node | undefined): Phase {
  const ready = conditionIn(node?.status?.conditions, "Ready");
  if (ready?.status === "True") return { phase: "ready", phaseWords: "Ready" };
  if (node === undefined) return { phase: "lost", phaseWords: "The Node of this claim is gone" };
  const why = ready?.message ?? "the kubelet has not reported yet";
  return {
    phase: "lost",
    phaseWords: `${claim === undefined ? "Without a NodeClaim, n" : "N"}ot ready: ${why}`,
  };
}
