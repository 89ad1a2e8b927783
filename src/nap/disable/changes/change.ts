import type { Taint } from "../snapshot/kubernetesObjects.ts";

/** A JSON merge patch (RFC 7386) of plain data: `null` deletes a member, a list replaces a list. */
export type MergePatch = Readonly<Record<string, unknown>>;

/** A fixed-size agent pool to be made. */
export interface NewAgentPool {
  readonly name: string;
  readonly count: number;
  readonly vmSize: string;
  readonly mode: "System" | "User";
  /** As Azure names them: `1`. */
  readonly zones?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly maxPods?: number;
}

/** An object as it was read; deleting or patching it must fail when it is another one by now. */
export interface ReadObject {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/** Everything a plan may do. Shown before it happens; `guardChange` is asked right before it does. */
export type Change =
  | {
      readonly do: "patchNodePool";
      readonly name: string;
      /**
       * Carries `metadata.resourceVersion`: the server answers 409 when the pool has changed since. Then read again
       * and ask the step again; it leaves out what is done.
       */
      readonly patch: MergePatch;
      /** What it does, in a few words: `limits.cpu 100 -> 0`. */
      readonly summary: string;
    }
  | {
      readonly do: "scaleAgentPool";
      readonly pool: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      /**
       * An autoscaled pool scales by itself, and for pending pods only, which a drain does not leave behind: raising the
       * lower bound is what makes it grow.
       */
      readonly do: "raiseAutoscaler";
      readonly pool: string;
      readonly minCount: { readonly from: number; readonly to: number };
      readonly maxCount: { readonly from: number; readonly to: number };
    }
  | { readonly do: "addAgentPool"; readonly pool: NewAgentPool }
  | {
      /** With preconditions uid and resourceVersion. */
      readonly do: "deleteNode";
      readonly node: ReadObject;
      readonly nodeClaim: string;
    }
  | { readonly do: "deleteNodeClaim"; readonly nodeClaim: ReadObject }
  | { readonly do: "evictPod"; readonly pod: ReadObject }
  | {
      readonly do: "removeDoNotDisrupt";
      readonly kind: "Pod" | "Node";
      readonly object: ReadObject;
    }
  | { readonly do: "setMode"; readonly mode: "Manual" };
