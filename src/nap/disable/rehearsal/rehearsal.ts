/** Where a pod ends in the rehearsal. */
export interface PodMove {
  /** `namespace/name`. */
  readonly pod: string;
  readonly from: string;
  /** The node of its last move, as far as a scheduler's choice can be foreseen. */
  readonly to: string;
}

/** A pod without a place, with the reasons and for how many fixed nodes each holds. */
export interface StrandedPod {
  readonly pod: string;
  /** Undefined when it was pending before. */
  readonly node: string | undefined;
  readonly reasons: readonly { readonly words: string; readonly nodes: number }[];
  /** Whether another node, fixed or Karpenter's, would take it if fewer pods were there. */
  readonly isCrowdedOut: boolean;
}

export interface NodeOutcome {
  readonly node: string;
  readonly nodePool: string;
  /** `leaves`: its pods find places; `held`: something about node or pods stops it; `noRoom`: its pods fit nowhere. */
  readonly outcome: "leaves" | "held" | "noRoom";
  /** False where another order of nodes ends otherwise for this one. */
  readonly isCertain: boolean;
  /** Its place in the order in which nodes leave, from 1. */
  readonly order?: number;
}

/** What the drain of the cluster comes to if nobody does anything more than freeze and taint. */
export interface Rehearsal {
  readonly nodes: readonly NodeOutcome[];
  /** How many nodes stay, over all orders that were tried. */
  readonly staying: { readonly least: number; readonly most: number };
  readonly moves: readonly PodMove[];
  /** Pods of nodes that stay because these pods fit nowhere. */
  readonly withoutPlace: readonly StrandedPod[];
  /** Pods of held nodes that would fit nowhere either, once the others have gone: to free their node is not enough. */
  readonly heldWithoutPlace: readonly StrandedPod[];
  /** Pods that have no place in some orders of nodes and one in others, or of whose node that is not known. */
  readonly hangingOnOrder: readonly StrandedPod[];
  /** Pods that are pending in the end: they were so before, or their place was taken while their node went. */
  readonly pending: readonly StrandedPod[];
  /**
   * Pods that find a place here and may not find one in truth: room is so tight that it hangs on the order in which the
   * scheduler meets them.
   */
  readonly atRisk: readonly { readonly pod: string; readonly node: string }[];
  /** Pods without controller on nodes that leave. */
  readonly lost: readonly string[];
}
