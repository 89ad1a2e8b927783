import type { AzureFailure } from "../nap/azureFailure.ts";
import { planModeChange, type ModeChange } from "../nap/enable/modeChange.ts";
import {
  isAsWanted,
  truthOf,
  type Outcome,
  type OutcomeKind,
  type Truth,
} from "../nap/enable/outcome.ts";
import { outcomeOf } from "../nap/enable/statement.ts";
import type { JsonObject } from "../nap/json.ts";
import { explainRefusal } from "../nap/refusal/explainRefusal.ts";
import { refusalOf } from "../nap/refusal/parseRefusal.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow, isCancelled } from "./azureError.ts";
import { followModeChange } from "./followModeChange.ts";
import { adopt, afterLostAnswer, type SentChange } from "./lostChange.ts";
import { getCluster, putResource, type ReadResource } from "./managedClusters.ts";
import type { ModeChangeEvents } from "./modeChangeEvents.ts";
import { readTruth } from "./readTruth.ts";

/** A change under somebody else's changes is tried this often, each time on a new GET. */
const mostAttempts = 3;

/**
 * Switches node auto-provisioning of a cluster on or off: reads it, sends it back with the one change under its eTag,
 * waits, and reads the truth again. Never throws for what Azure or the network does: after any failure the real mode is
 * read and told with the outcome. With an aborted signal it ends as `cancelled`; what Azure has accepted goes on there
 * until `abortLatestOperation`.
 */
export async function changeMode(
  access: AzureAccess,
  cluster: { readonly id: string; readonly change: ModeChange },
  events: ModeChangeEvents = {},
): Promise<Outcome> {
  const attempt: Attempt = { access, ...cluster, events };
  for (let count = 1; ; count += 1) {
    const outcome = await tryOnce(attempt, count === mostAttempts);
    if (outcome !== "again") return outcome;
  }
}

interface Attempt {
  readonly access: AzureAccess;
  readonly id: string;
  readonly change: ModeChange;
  readonly events: ModeChangeEvents;
}

async function tryOnce(attempt: Attempt, isLast: boolean): Promise<Outcome | "again"> {
  const { access, id, change, events } = attempt;
  events.onProgress?.({ step: "reading", text: "Reading the cluster" });
  const read = await getCluster(access, id, events.signal).catch(failureOrCancel);
  if (read === "cancelled") return end(attempt, { kind: "cancelled", stage: "before" });
  if ("kind" in read) return withoutRead(attempt, read);
  const plan = planModeChange(read.json, change);
  if (plan.isNothing) return outcomeOf({ kind: "already" }, truthOf(read.json), change);
  events.onProgress?.({ step: "sending", text: `Asking Azure for mode ${change.mode}` });
  const sent = sentChange(attempt, read);
  await events.onSending?.({ ...sent.sent, isUnanswered: true });
  const put = await putResource(access, read, plan.body, events.signal).catch(failureOrCancel);
  if (put === "cancelled") return afterCancelledPut(attempt);
  if ("kind" in put) return afterFailedPut(attempt, { read, sent, failure: put, isLast });
  const pending = { clusterId: id, change, operation: put.operation };
  events.onAccepted?.(pending);
  return followModeChange(access, pending, events);
}

/** Nothing could be read, so nothing was sent; and the truth is as unknown as before. */
function withoutRead({ change }: Attempt, failure: AzureFailure): Outcome {
  const truth: Truth = { isKnown: false, failure };
  const isRefused = failure.kind === "permission" || failure.kind === "not-found";
  return outcomeOf(
    isRefused ? refused(failure, undefined) : { kind: "not-sent", failure },
    truth,
    change,
  );
}

async function end({ access, id, change }: Attempt, kind: OutcomeKind): Promise<Outcome> {
  return outcomeOf(kind, await readTruth(access, id), change);
}

interface FailedPut {
  readonly read: ReadResource;
  readonly sent: SentChange;
  readonly failure: AzureFailure;
  readonly isLast: boolean;
}

async function afterFailedPut(attempt: Attempt, put: FailedPut): Promise<Outcome | "again"> {
  const { access, id, change } = attempt;
  const { failure, read, sent, isLast } = put;
  const truth = await readTruth(access, id);
  const mayBeOurs =
    failure.changed === "maybe" || !["refused", "permission"].includes(failure.kind);
  if (mayBeOurs && isAsWanted(truth, change)) return adopt(sent);
  if (failure.changed === "maybe") return afterLostAnswer(sent, failure, truth);
  const refusal = refusalOf(failure);
  if (refusal.kind === "changed-meanwhile" && !isLast) return "again";
  return outcomeOf(kindOf(failure, read.json), truth, change);
}

function kindOf(failure: AzureFailure, cluster: JsonObject): OutcomeKind {
  if (["network", "throttled", "sign-in", "service"].includes(failure.kind))
    return { kind: "not-sent", failure };
  return refused(failure, cluster);
}

function refused(failure: AzureFailure, cluster: JsonObject | undefined): OutcomeKind {
  const refusal = refusalOf(failure);
  const isConflict = ["operation-in-progress", "changed-meanwhile", "preempted"];
  return {
    kind: isConflict.includes(refusal.kind) ? "conflict" : "refused",
    refusal,
    explanation: explainRefusal(refusal, cluster),
  };
}

/** The change as it is kept while nothing has answered; its operation is known by the state of the cluster alone. */
function sentChange({ access, id, change, events }: Attempt, read: ReadResource): SentChange {
  const operation = {
    resourceId: id,
    apiVersion: read.apiVersion,
    startedAt: new Date().toISOString(),
  };
  return { access, sent: { clusterId: id, change, operation }, events };
}

async function afterCancelledPut(attempt: Attempt): Promise<Outcome> {
  const truth = await readTruth(attempt.access, attempt.id);
  const stage = isAsWanted(truth, attempt.change) ? "running" : "before";
  return outcomeOf({ kind: "cancelled", stage }, truth, attempt.change);
}

function failureOrCancel(error: unknown): AzureFailure | "cancelled" {
  return isCancelled(error) ? "cancelled" : failureOrThrow(error);
}
