import { isAsWanted, isMoving, type Outcome, type Truth } from "../nap/enable/outcome.ts";
import { outcomeOf } from "../nap/enable/statement.ts";
import { explainRefusal } from "../nap/refusal/explainRefusal.ts";
import { parseRefusal } from "../nap/refusal/parseRefusal.ts";
import type { AzureAccess } from "./access.ts";
import { isCancelled } from "./azureError.ts";
import type { ModeChangeEvents, PendingModeChange } from "./modeChangeEvents.ts";
import { waitForResource, type OperationEnd } from "./operation.ts";
import { readTruth } from "./readTruth.ts";
import { wait } from "./retry.ts";

/** Waits for a change that Azure has accepted, also one of an earlier session, and reads the truth. See `changeMode`. */
export async function followModeChange(
  access: AzureAccess,
  pending: PendingModeChange,
  events: ModeChangeEvents = {},
): Promise<Outcome> {
  const { clusterId, change } = pending;
  const ended = await waited(access, pending, events).catch((error: unknown) => {
    if (isCancelled(error)) return "cancelled" as const;
    throw error;
  });
  if (ended !== "cancelled")
    events.onProgress?.({ step: "verifying", text: "Reading what Azure shows now" });
  const truth = await settledTruth(access, clusterId, ended);
  if (ended === "cancelled")
    return outcomeOf({ kind: "cancelled", stage: "running" }, truth, change);
  return judged(pending, ended, truth);
}

function waited(
  access: AzureAccess,
  { operation, change }: PendingModeChange,
  { signal, onProgress }: ModeChangeEvents,
): Promise<OperationEnd> {
  const report = ({ status, secondsRunning }: { status: string; secondsRunning: number }): void =>
    onProgress?.({
      step: "waiting",
      text: `Azure is working on mode ${change.mode}: ${status}, ${minutes(secondsRunning)}`,
    });
  return waitForResource(access, operation, { signal, onProgress: report });
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The cluster may show its end a moment after the operation does. */
const looks = 4;
const betweenLooksMs = 5000;

async function settledTruth(
  access: AzureAccess,
  id: string,
  ended: OperationEnd | "cancelled",
): Promise<Truth> {
  let truth = await readTruth(access, id);
  const isOver = ended !== "cancelled" && ended.status !== "lost";
  for (let look = 1; isOver && look < looks && isMoving(truth); look += 1) {
    await wait(access, betweenLooksMs);
    truth = await readTruth(access, id);
  }
  return truth;
}

function judged({ change }: PendingModeChange, ended: OperationEnd, truth: Truth): Outcome {
  const isThere = isAsWanted(truth, change) && isSucceeded(truth);
  switch (ended.status) {
    case "Succeeded":
      return outcomeOf({ kind: isThere ? "changed" : "unverified" }, truth, change);
    case "Canceled":
      return outcomeOf({ kind: "cancelled", stage: "aborted" }, truth, change);
    case "Failed": {
      const refusal = parseRefusal({ error: ended.error });
      return outcomeOf(
        { kind: "failed", refusal, explanation: explainRefusal(refusal) },
        truth,
        change,
      );
    }
    case "lost":
      return outcomeOf(
        isThere ? { kind: "changed" } : { kind: "unknown", failure: ended.failure },
        truth,
        change,
      );
  }
}

function isSucceeded(truth: Truth): boolean {
  return truth.isKnown && truth.provisioningState.toLowerCase() === "succeeded";
}
