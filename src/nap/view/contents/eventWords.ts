import { launchWords } from "./launchWords.ts";

/** An event in words, and what helps; no remedy where nothing needs to be done. */
export interface EventWords {
  readonly text: string;
  readonly remedy: string;
}

type Explain = (message: string) => EventWords;

const fine = (text: string): EventWords => ({ text, remedy: "" });
const afterColon = (message: string) => message.slice(message.indexOf(":") + 1).trim();

/** Reasons as karpenter v1.14.0 pkg/events/reason.go and the Azure provider name them; messages vary by version. */
const byReason: Readonly<Record<string, Explain>> = {
  DisruptionBlocked: blocked,
  DisruptionLaunching: (message) =>
    fine(`A replacement is being launched (${afterColon(message)})`),
  DisruptionWaitingReadiness: () => fine("Waiting until the replacement is ready"),
  DisruptionTerminating: (message) => fine(`Being removed (${afterColon(message)})`),
  Unconsolidatable: (message) => fine(`Not consolidated: ${message}`),
  ConsolidationCandidate: (message) => fine(`Could be consolidated: ${afterColon(message)}`),
  ConsolidationRejected: (message) => fine(`Not consolidated: ${afterColon(message)}`),
  ConsolidationApproved: (message) => fine(`Consolidation pays off: ${message}`),
  FailedScheduling: (message) => ({
    text: `No node can be made for the pod: ${message.replace(/^Failed to schedule pod,\s*/i, "")}`,
    remedy:
      "Compare the pod's requests, selectors and tolerations with the NodePools and their limits.",
  }),
  NoCompatibleInstanceTypes: (message) => ({
    text: /minValues/i.test(message)
      ? "So few sizes are left that minValues of the requirements cannot be met"
      : "No size that can be had now meets the requirements",
    remedy: "Widen the NodePool's requirements: more families, zones or capacity types.",
  }),
  Nominated: (message) => fine(message.replace(/^Pod should schedule on:\s*/i, "Planned for ")),
  NodeRepairBlocked: () => ({
    text: "More than a fifth of the nodes are unhealthy, so none is repaired",
    remedy: "Find out why so many nodes are unhealthy: network, images, DaemonSets.",
  }),
  Evicted: (message) => fine(`Evicted (${afterColon(message)})`),
  Disrupted: () => fine("Deleted in time for the end of its node, past budget and annotation"),
  FailedDraining: failedDraining,
  AwaitingVolumeDetachment: (message) => fine(message),
  TerminationGracePeriodExpiring: (message) => fine(message),
  FailedTermination: (message) => ({
    text: `The machine could not be deleted: ${message}`,
    remedy: "Karpenter tries again; look for locks and missing rights in the node resource group.",
  }),
  FailedConsistencyCheck: (message) => ({
    text: `The node is smaller than announced: ${message}`,
    remedy: "Usually harmless; when pods pend for it, delete the NodeClaim.",
  }),
  InsufficientCapacityError: (message) =>
    launchWords(message) ?? {
      text: `No machine could be had: ${afterColon(message)}`,
      remedy: "Karpenter tries other sizes; allow more of them in the NodePool.",
    },
  NodeClassNotReady: () => ({
    text: "The AKSNodeClass is not ready, the machine was given up",
    remedy: "See the conditions of the AKSNodeClass.",
  }),
  NodeClassResolutionError: () => ({
    text: "The AKSNodeClass cannot be found",
    remedy: "Create it, or correct nodeClassRef in the NodePool.",
  }),
  AsyncProvisioningError: (message) =>
    launchWords(message) ?? {
      text: `The machine did not come up: ${afterColon(message)}`,
      remedy: "Karpenter tries again.",
    },
  UnregisteredTaintMissing: (message) => fine(message),
  InvalidDoNotDisruptAnnotation: (message) => ({
    text: message,
    remedy: 'Write "true" or a duration such as 4h.',
  }),
  DoNotDisruptUntil: (message) => fine(message),
  DoNotDisruptGracePeriodElapsed: (message) => fine(message),
  WaitingOnNodeClaimTermination: (message) => ({
    text: `Cannot be deleted yet: ${message}`,
    remedy: "Delete the NodePools that use it, or let them use another AKSNodeClass.",
  }),
};

/** What an event of Karpenter means. Reasons that we do not know keep their message. */
export function eventWords(reason: string, message: string): EventWords {
  return byReason[reason]?.(message) ?? fine(message === "" ? reason : message);
}

/** Messages of karpenter v1.14.0 pkg/controllers/state/statenode.go and pkg/controllers/disruption. */
const blocks: readonly (readonly [RegExp, (match: RegExpExecArray) => EventWords])[] = [
  [
    /Pdb prevents pod evictions \(PodDisruptionBudget=\[(.*?)\]\)/i,
    ([, names = ""]) => ({
      text: `The PodDisruptionBudget ${names} allows no eviction now`,
      remedy: "Let it allow at least one disruption, or add replicas.",
    }),
  ],
  [
    /multiple PDBs \(PodDisruptionBudget\(s\)=\[?(.*?)\]?\)/i,
    ([, names = ""]) => ({
      text: `Several PodDisruptionBudgets select the same pod (${names}), which eviction does not support`,
      remedy: "Let only one of them select the pod.",
    }),
  ],
  [
    /Pod has "karpenter\.sh\/do-not-disrupt" annotation \(Pod=(.*?)\)/i,
    ([, pod = ""]) => ({
      text: `The pod ${pod} asks not to be disrupted`,
      remedy: "Remove its annotation karpenter.sh/do-not-disrupt, or wait until it has ended.",
    }),
  ],
  [
    /blocked through the "karpenter\.sh\/do-not-disrupt" annotation/i,
    () => ({
      text: "The node is protected by an annotation",
      remedy:
        "Remove karpenter.sh/do-not-disrupt from the Node (and from the NodePool's template).",
    }),
  ],
  [
    /No allowed disruptions(?: for disruption reason (\w+))? due to blocking budget/i,
    ([, reason]) => ({
      text: `The budgets of the NodePool allow no disruption now${reason === undefined ? "" : ` for the reason ${reason}`}`,
      remedy: "Wait until the budget's window is over, or widen the budget.",
    }),
  ],
  [
    /Not all pods would schedule, (.*)/is,
    ([, pods = ""]) => ({
      text: `Its pods would find no place elsewhere: ${pods}`,
      remedy: "Make room: scale a fixed-size pool, or raise the limits of a NodePool.",
    }),
  ],
  [/would schedule against uninitialized/i, () => fine("Other nodes for its pods are not up yet")],
  [/nominated for a pending pod/i, () => fine("A pod is about to be placed on it")],
  [/deleting or marked for deletion/i, () => fine("It is on its way out already")],
  [/isn't initialized/i, () => fine("It is not initialized yet")],
  [/does not have an associated node/i, () => fine("Its machine has not joined yet")],
  [
    /NodePool not found \(NodePool=(.*?)\)/i,
    ([, pool = ""]) => ({
      text: `Its NodePool ${pool} is gone or has no sizes`,
      remedy: "Check the NodePool and its AKSNodeClass; a claim without a pool can be deleted.",
    }),
  ],
  [/isn't managed by karpenter/i, () => fine("It is not managed by Karpenter")],
];

function blocked(message: string): EventWords {
  for (const [pattern, explain] of blocks) {
    const match = pattern.exec(message);
    if (match) return explain(match);
  }
  return fine(`Cannot be disrupted now: ${message}`);
}

function failedDraining(message: string): EventWords {
  const pod = /\(Pod=(.*?)\)/.exec(message)?.[1] ?? "";
  if (/violates a PDB/i.test(message))
    return {
      text: `The pod ${pod} cannot be evicted: its PodDisruptionBudget allows none`,
      remedy: "Let the budget allow at least one disruption, or add replicas elsewhere.",
    };
  if (/multiple PDBs/i.test(message))
    return {
      text: `The pod ${pod} cannot be evicted: several PodDisruptionBudgets select it`,
      remedy: "Let only one of them select the pod.",
    };
  const waiting = /(\d+) pods? (?:are|is) waiting/i.exec(message)?.[1];
  return waiting === undefined
    ? fine(`Not drained yet: ${message}`)
    : fine(`${waiting} ${waiting === "1" ? "pod waits" : "pods wait"} to be evicted`);
}
