import type { AzureFailure } from "../nap/azureFailure.ts";
import { isAsWanted, truthOf, type Outcome, type Truth } from "../nap/enable/outcome.ts";
import { outcomeOf } from "../nap/enable/statement.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow } from "./azureError.ts";
import { followModeChange } from "./followModeChange.ts";
import { getCluster } from "./managedClusters.ts";
import type { ModeChangeEvents, PendingModeChange } from "./modeChangeEvents.ts";
import { readTruth } from "./readTruth.ts";
import { wait } from "./retry.ts";

/** A change that was sent, as it was kept before, and who is told of it. */
export interface SentChange {
  readonly access: AzureAccess;
  readonly sent: PendingModeChange;
  readonly events: ModeChangeEvents;
}

/**
 * Goes on with a change of an earlier session: one that Azure has accepted is waited for, one whose answer no session
 * has seen is looked for in the cluster first. Never throws for what Azure or the network does.
 */
export async function resumeModeChange(
  access: AzureAccess,
  pending: PendingModeChange,
  events: ModeChangeEvents = {},
): Promise<Outcome> {
  if (pending.isUnanswered !== true) return followModeChange(access, pending, events);
  const change: SentChange = { access, sent: pending, events };
  events.onProgress?.({ step: "verifying", text: "Reading whether the change has arrived" });
  const truth = await readTruth(access, pending.clusterId);
  if (isAsWanted(truth, pending.change)) return adopt(change);
  return afterLostAnswer(change, unseen, truth);
}

const unseen: AzureFailure = {
  kind: "network",
  request: "PUT managedClusters",
  message: "the window closed before Azure answered",
  changed: "maybe",
};

/** The change is there although its answer was not seen: it is waited for by the state of the cluster. */
export function adopt({ access, sent, events }: SentChange): Promise<Outcome> {
  const { clusterId, change, operation } = sent;
  const pending = { clusterId, change, operation };
  events.onAccepted?.(pending);
  return followModeChange(access, pending, events);
}

/** A request can arrive late: the old mode must be seen twice, some seconds apart. */
const secondLookMs = 10_000;

/** What is true of a change whose answer was lost, when the cluster did not show it at a first look. */
export async function afterLostAnswer(
  lost: SentChange,
  failure: AzureFailure,
  first: Truth,
): Promise<Outcome> {
  const { access, sent } = lost;
  const { clusterId, change } = sent;
  if (!first.isKnown) return outcomeOf({ kind: "unknown", failure }, first, change);
  await wait(access, secondLookMs);
  const read = await getCluster(access, clusterId).catch(failureOrThrow);
  if ("kind" in read)
    return outcomeOf({ kind: "unknown", failure }, { isKnown: false, failure: read }, change);
  const truth = truthOf(read.json);
  if (isAsWanted(truth, change)) return adopt(lost);
  return outcomeOf({ kind: "interrupted", failure }, truth, change);
}
