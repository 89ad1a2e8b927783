import type { Change } from "../changes/change.ts";
import type { ClusterObjects, ClusterSnapshot } from "./snapshot.ts";

/**
 * Why a change was not made. `conflict`: the object is another one by now; `unsure`: the answer was lost, so that it may
 * have been made; `forbidden`: a right is missing, named in the words; `refused`: all else; `cancelled`: by the user.
 */
export interface ChangeProblem {
  readonly kind: "conflict" | "unsure" | "forbidden" | "refused" | "cancelled";
  /** What happened and what to do next. */
  readonly words: string;
  /** Whether the user has been told already. */
  readonly isTold?: boolean;
}

/** How a change is made. */
export interface ApplyOptions {
  readonly signal?: AbortSignal | undefined;
  /** What Azure is at, in words. */
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** The one way in which a plan reaches the world: Azure and the API server of a cluster. */
export interface NapCluster {
  /**
   * Reads the cluster; with `lists` these alone, the others are empty.
   * @throws what stands in the way of reading anything
   */
  read(lists?: readonly (keyof ClusterObjects)[], signal?: AbortSignal): Promise<ClusterSnapshot>;
  /** Makes a change and resolves with why not; undefined when it was made and its operation has ended. */
  apply(change: Change, options: ApplyOptions): Promise<ChangeProblem | undefined>;
}
