import { refusalOf } from "./guard.ts";
import { keyOf, subjectOf } from "./changeKey.ts";
import { unreadFor } from "../snapshot/unreadFor.ts";
import type { Change } from "./change.ts";
import type { ApplyOptions, ChangeProblem, NapCluster } from "../snapshot/napCluster.ts";
import type { ClusterObjects, ClusterSnapshot } from "../snapshot/snapshot.ts";

/** What a plan wants of a cluster as it is. */
export type Plan = (snapshot: ClusterSnapshot) => readonly Change[];

/** What became of changes, told by the cluster as it was read afterwards. */
export interface RunReport {
  readonly made: readonly Change[];
  readonly left: readonly Change[];
  /** Made, and taken back by somebody at once. */
  readonly takenBack: readonly Change[];
  /** What the plan wants beyond what was shown: the cluster has changed since. */
  readonly unforeseen: readonly Change[];
  /** Why something is left. */
  readonly problem: ChangeProblem | undefined;
  /** The cluster after it; undefined when it could not be read, so that nothing is known. */
  readonly after: ClusterSnapshot | undefined;
}

/** Somebody may always be faster; more than this in which nothing was made is a fight. */
const mostVainAttempts = 5;

/**
 * Makes the changes that a person has seen and agreed to, no others. They are planned anew on the cluster as it is now,
 * and again after a conflict or a lost answer; what was done meanwhile drops out. Stops at the first refusal. Whatever
 * happened, the cluster is read again at the end and the report says what is true then.
 */
export async function runChanges(
  cluster: NapCluster,
  { agreed, plan }: { readonly agreed: readonly Change[]; readonly plan: Plan },
  options: RunOptions = {},
): Promise<RunReport> {
  const run: Run = {
    ...{ cluster, options, plan, agreed },
    keys: new Set(agreed.map(keyOf)),
    count: agreed.length,
    applied: new Set(),
    failed: new Set(),
  };
  let problem: ChangeProblem | undefined;
  let vainAttempts = 0;
  do {
    const before = run.applied.size;
    problem = await attemptAll(run);
    vainAttempts = run.applied.size > before ? 0 : vainAttempts + 1;
  } while (mayGoAway(problem) && vainAttempts < mostVainAttempts);
  return reportOf(run, agreed, problem);
}

/** Whether a new look may show the way: another version, or whether a lost request was made. */
function mayGoAway(problem: ChangeProblem | undefined): boolean {
  return problem?.kind === "conflict" || problem?.kind === "unsure";
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
}

export interface RunProgress {
  readonly change: Change;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly text: string;
}

interface Run {
  readonly cluster: NapCluster;
  readonly options: RunOptions;
  readonly plan: Plan;
  readonly agreed: readonly Change[];
  readonly keys: ReadonlySet<string>;
  readonly count: number;
  /** Keys of what was made. */
  readonly applied: Set<string>;
  /** Keys of what Azure has not done: the plan may ask for something else in its place afterwards. */
  readonly failed: Set<string>;
}

/** The plan asks for something else of what was to be changed. */
const overtaken: ChangeProblem = {
  kind: "conflict",
  words: "The cluster has changed since you looked: look at the changes again.",
};

const cancelled: ChangeProblem = { kind: "cancelled", words: "Cancelled." };

async function attemptAll(run: Run): Promise<ChangeProblem | undefined> {
  const { cluster, options, plan, keys, applied, agreed } = run;
  const snapshot = await readOr(cluster, { of: agreed, signal: options.signal });
  if ("words" in snapshot) return snapshot;
  const todo = plan(snapshot).filter((one) => keys.has(keyOf(one)) && !applied.has(keyOf(one)));
  for (const change of todo) {
    if (options.signal?.aborted === true) return cancelled;
    const problem = await makeOne(run, change, snapshot);
    if (problem?.kind === "refused" && ofAgentPools.has(change.do)) run.failed.add(keyOf(change));
    if (problem !== undefined) return problem;
    applied.add(keyOf(change));
  }
  return undefined;
}

interface Question {
  /** What the plan is about: the lists that it goes by have to be there. */
  readonly of: readonly Change[];
  readonly lists?: readonly (keyof ClusterObjects)[];
  readonly signal?: AbortSignal | undefined;
}

async function readOr(
  cluster: NapCluster,
  { of, lists, signal }: Question,
): Promise<ClusterSnapshot | ChangeProblem> {
  try {
    const snapshot = await cluster.read(lists, signal);
    const words = unreadFor(of, snapshot);
    if (words === undefined) return snapshot;
    if (signal?.aborted === true) return cancelled;
    return { kind: "refused", words };
  } catch (error) {
    if (signal?.aborted === true) return cancelled;
    const words = error instanceof Error ? error.message : String(error);
    return { kind: "refused", words: `The cluster could not be read: ${words}` };
  }
}

/** Changes that cannot be taken back are judged by a look right before each of them. */
const lastLook: readonly (keyof ClusterObjects)[] = ["nodes", "nodeClaims", "nodePools"];
const cannotBeTakenBack: ReadonlySet<Change["do"]> = new Set([
  "deleteNode",
  "deleteNodeClaim",
  "setMode",
]);

const ofAgentPools: ReadonlySet<Change["do"]> = new Set([
  "scaleAgentPool",
  "raiseAutoscaler",
  "addAgentPool",
]);

async function makeOne(
  { cluster, options, applied, count }: Run,
  change: Change,
  snapshot: ClusterSnapshot,
): Promise<ChangeProblem | undefined> {
  const look = cannotBeTakenBack.has(change.do)
    ? await readOr(cluster, { of: [change], lists: lastLook, signal: options.signal })
    : snapshot;
  if ("words" in look) return look;
  const refusal = refusalOf(change, look);
  if (refusal !== undefined) return refusal;
  const tell = (text: string): void =>
    options.onProgress?.({ change, number: applied.size + 1, count, text });
  tell("");
  const apply: ApplyOptions = { signal: options.signal, onProgress: tell };
  return cluster.apply(change, apply);
}

async function reportOf(
  { cluster, plan, keys, applied, failed }: Run,
  agreed: readonly Change[],
  problem: ChangeProblem | undefined,
): Promise<RunReport> {
  const after = await readOr(cluster, { of: agreed });
  if ("words" in after) {
    const made = agreed.filter((one) => applied.has(keyOf(one)));
    const left = agreed.filter((one) => !applied.has(keyOf(one)));
    const common = { made, left, takenBack: [], unforeseen: [], after: undefined };
    return { ...common, problem: problem ?? after };
  }
  const planned = plan(after);
  const open = new Set(planned.map(subjectOf));
  const isMade = (one: Change) => applied.has(keyOf(one));
  const isTakenBack = (one: Change) =>
    one.do === "patchNodePool" && isMade(one) && open.has(subjectOf(one));
  const left = agreed.filter(
    (one) => !isMade(one) && (open.has(subjectOf(one)) || failed.has(keyOf(one))),
  );
  return {
    made: agreed.filter((one) => !left.includes(one) && !isTakenBack(one)),
    left,
    takenBack: agreed.filter(isTakenBack),
    unforeseen: planned.filter((one) => !keys.has(keyOf(one))),
    problem: left.length === 0 ? undefined : (problem ?? overtaken),
    after,
  };
}
