import type { Lock } from "../../lock.ts";

/** Something a person can do about a blocker. Those with a `Change` of their own name the object it is about. */
export type Remedy =
  | { readonly kind: "openBudget"; readonly budget: string }
  /** One of several over a pod: opening them does not help. */
  | { readonly kind: "dropBudget"; readonly budget: string }
  | { readonly kind: "removeDoNotDisrupt"; readonly on: "Pod" | "Node"; readonly name: string }
  | { readonly kind: "evictPod"; readonly pod: string }
  | { readonly kind: "addRoom" }
  | { readonly kind: "widenBudgets"; readonly nodePool: string }
  | { readonly kind: "removeLock"; readonly lock: Lock }
  | { readonly kind: "changePod"; readonly pod: string }
  | { readonly kind: "backUpData"; readonly pod: string }
  | { readonly kind: "scaleStaticPool"; readonly nodePool: string }
  | { readonly kind: "pauseOwner"; readonly nodePool: string; readonly command: string }
  | { readonly kind: "drainByHand"; readonly node: string }
  | { readonly kind: "removeNodePoolLabel"; readonly node: string }
  | { readonly kind: "deleteNodePool"; readonly nodePool: string }
  | { readonly kind: "wait"; readonly untilMs?: number };

/** Whether the remedy only opens an object for a person to act on. */
export function opensOnly({ kind }: Remedy): boolean {
  return ["openBudget", "dropBudget", "changePod", "backUpData"].includes(kind);
}

export type BlockerKind =
  | "podDisruptionBudget"
  | "severalPodDisruptionBudgets"
  | "doNotDisruptPod"
  | "doNotDisruptNode"
  | "doNotDisruptTemplate"
  | "disruptionBudget"
  | "nakedPod"
  | "localVolume"
  | "localData"
  | "zonalVolume"
  | "onlyNapNodes"
  | "noRoom"
  | "tightRoom"
  | "terminationGracePeriod"
  | "uninitialised"
  | "withoutClaim"
  | "withoutNodePool"
  | "withoutNodeClass"
  | "notDrifting"
  | "staticPool"
  | "stuckTerminating"
  | "reverted"
  | "saidByKarpenter"
  | "alwaysOn"
  | "attachedVolumes"
  | "endingPod"
  | "machineRemains"
  | "lock";

/** One thing that stops a node from going, or that is lost when it goes. */
export interface Blocker {
  readonly kind: BlockerKind;
  /**
   * `blocks`: the node stays until somebody acts; `waits`: it resolves by itself; `loses`: the node goes, but something
   * goes with it; `info`: worth knowing; `unknown`: cannot be told from what was read.
   */
  readonly effect: "blocks" | "waits" | "loses" | "info" | "unknown";
  readonly node?: string;
  readonly nodePool?: string;
  /** `namespace/name`. */
  readonly pod?: string;
  /** One sentence for people, without the node's name. */
  readonly words: string;
  readonly remedies: readonly Remedy[];
}
