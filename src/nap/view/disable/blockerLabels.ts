import type { BlockerKind } from "../../disable/blockers/blocker.ts";

/** What holds a node, in the words that fit a narrow tree; the sentence of the blocker stands beside it. */
export const blockerLabels: Readonly<Record<BlockerKind, string>> = {
  disruptionBudget: "Budget of the NodePool",
  doNotDisruptNode: "Node: do-not-disrupt",
  doNotDisruptPod: "Pod: do-not-disrupt",
  doNotDisruptTemplate: "Template: do-not-disrupt",
  localData: "Data on the node",
  localVolume: "Volume on the node",
  lock: "Lock",
  nakedPod: "Pod without controller",
  noRoom: "No room",
  notDrifting: "Does not drift",
  onlyNapNodes: "Fits NAP nodes only",
  podDisruptionBudget: "PodDisruptionBudget",
  reverted: "Put back by somebody",
  saidByKarpenter: "Karpenter says",
  severalPodDisruptionBudgets: "Several PodDisruptionBudgets",
  staticPool: "Static NodePool",
  stuckTerminating: "Pod does not end",
  terminationGracePeriod: "Grace period",
  tightRoom: "Room is tight",
  uninitialised: "Not initialized",
  withoutClaim: "No NodeClaim",
  withoutNodeClass: "No AKSNodeClass",
  withoutNodePool: "No NodePool",
  zonalVolume: "Volume in another zone",
};
