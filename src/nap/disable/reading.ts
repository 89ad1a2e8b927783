import { azureGaps } from "./snapshot/azureGaps.ts";
import type { AzureGap } from "./snapshot/azureGaps.ts";
import { confirmProblems } from "./changes/confirm.ts";
import type { ConfirmProblem } from "./changes/confirm.ts";
import { viewDrain } from "./drainView.ts";
import type { DrainView } from "./drainView.ts";
import { growingPools } from "./room/makeRoom.ts";
import { undoPlan } from "./changes/otherPlans.ts";
import { hasDisableTaint, isFrozen, isStatic, rememberedOf } from "./changes/remembered.ts";
import { remedyText } from "./changes/remedies.ts";
import { stateOf } from "./state.ts";
import type { DisableState } from "./state.ts";
import { viewPlan } from "./viewPlan.ts";
import type { StepView } from "./viewPlan.ts";
import { wideningOptions } from "./changes/widening.ts";
import type { WideningOption } from "./changes/widening.ts";
import type { Blocker, Remedy } from "./blockers/blocker.ts";
import type { NodePool } from "./snapshot/karpenterObjects.ts";
import type { ClusterSnapshot, Unread } from "./snapshot/snapshot.ts";

/** How one NodePool stands. */
export interface PoolState {
  readonly name: string;
  readonly isStatic: boolean;
  readonly isFrozen: boolean;
  readonly isTainted: boolean;
  /** `limits.cpu` or the replicas of a static pool, as written; empty without a limit. */
  readonly limit: string;
  /** What the limit was before it was frozen by us; undefined when nothing is remembered. */
  readonly before: string | undefined;
}

/** A remedy with its label. */
export interface OfferedRemedy {
  readonly remedy: Remedy;
  readonly text: string;
}

/** Everything that a picture of the way to Manual shows, worked out of one snapshot. */
export interface DisableReading {
  readonly state: DisableState;
  readonly steps: readonly StepView[];
  readonly drain: DrainView;
  readonly pools: readonly PoolState[];
  readonly confirm: readonly ConfirmProblem[];
  /** Nodes that Azure was asked for and that are not Ready yet, by agent pool. */
  readonly growing: ReadonlyMap<string, number>;
  /** Whether some NodePool carries a change of ours. */
  readonly canUndo: boolean;
  readonly remedies: ReadonlyMap<Blocker, readonly OfferedRemedy[]>;
  readonly unread: readonly Unread[];
  readonly azureGaps: readonly AzureGap[];
  /** What lets more nodes drift at a time than the budgets do now. */
  readonly widening: readonly WideningOption[];
}

/** Works out all that is shown; takes a while for a cluster of thousands of pods. */
export function readingOf(snapshot: ClusterSnapshot): DisableReading {
  const state = stateOf(snapshot);
  const { inventory, outlook } = state;
  return {
    state,
    steps: viewPlan(state),
    drain: viewDrain(state),
    pools: snapshot.nodePools.map(poolState).sort(byName),
    confirm: confirmProblems(inventory),
    growing: growingPools(inventory),
    canUndo: undoPlan(inventory).changes.length > 0,
    remedies: new Map(
      outlook.blockers.map((blocker) => [
        blocker,
        blocker.remedies.map((remedy) => ({ remedy, text: remedyText(remedy) })),
      ]),
    ),
    unread: snapshot.unread,
    azureGaps: azureGaps(snapshot),
    widening: wideningOptions(inventory),
  };
}

function poolState(pool: NodePool): PoolState {
  const { replicas, limits } = pool.spec;
  const { limits: ofLimits, replicas: ofReplicas } = rememberedOf(pool);
  const cpu = ofLimits && String(ofLimits.before?.cpu ?? "no limit");
  return {
    name: pool.metadata.name,
    isStatic: isStatic(pool),
    isFrozen: isFrozen(pool),
    isTainted: hasDisableTaint(pool),
    limit: String(replicas ?? limits?.cpu ?? ""),
    before: ofReplicas === undefined ? cpu : `${ofReplicas.before} replicas`,
  };
}

function byName(left: PoolState, right: PoolState): number {
  return left.name < right.name ? -1 : 1;
}
