import { isMoving, type Outcome, type OutcomeKind, type Truth } from "./outcome.ts";
import type { ModeChange } from "./modeChange.ts";

/** What Azure shows, in one sentence that claims no more. */
export function truthStatement(truth: Truth): string {
  if (!truth.isKnown)
    return `Azure could not be asked afterwards (${truth.failure.message}): which mode the cluster has now is not known.`;
  const { mode, provisioningState } = truth;
  if (isMoving(truth))
    return `Azure shows mode ${mode} and the state ${provisioningState}: what is in progress is not in force yet.`;
  if (provisioningState === "" || provisioningState.toLowerCase() === "succeeded")
    return `Azure shows mode ${mode}.`;
  return `Azure shows mode ${mode}, but the cluster's last operation ended as ${provisioningState}: the mode may not be in force.`;
}

/** What happened, without the state of the cluster. */
function happened(outcome: OutcomeKind, { mode }: ModeChange): string {
  const change = `the change to mode ${mode}`;
  switch (outcome.kind) {
    case "changed":
      return `The change to mode ${mode} is done.`;
    case "already":
      return "There was nothing to change, and nothing was sent.";
    case "refused":
      return `Azure refused ${change}. ${outcome.explanation.title}`;
    case "conflict":
      return `Azure did not take ${change}. ${outcome.explanation.title}`;
    case "failed":
      return `Azure took ${change}, but its operation failed. ${outcome.explanation.title}`;
    case "cancelled":
      return cancelled(outcome.stage, change);
    case "not-sent":
      return `${upperFirst(change)} was not taken by Azure: ${stopped(outcome.failure.message)}`;
    case "interrupted":
      return `The answer to ${change} was lost: ${stopped(outcome.failure.message)}`;
    case "unverified":
      return `Azure reports ${change} as done.`;
    case "unknown":
      return `How ${change} ended is not known: ${stopped(outcome.failure.message)}`;
  }
}

function cancelled(stage: "before" | "running" | "aborted", change: string): string {
  if (stage === "before") return `Cancelled before ${change} was taken by Azure.`;
  if (stage === "aborted") return `The operation of ${change} was cancelled in Azure.`;
  return `No longer waiting for ${change}; it may go on in Azure.`;
}

/** A text with one full stop; Azure's own end with one, the system's do not. */
export function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** An outcome with its sentence: what happened, then what Azure shows. */
export function outcomeOf(kind: OutcomeKind, truth: Truth, change: ModeChange): Outcome {
  return { ...kind, truth, statement: `${happened(kind, change)} ${truthStatement(truth)}` };
}
