import type { ModeChange } from "../nap/enable/modeChange.ts";
import type { StartedOperation } from "./operation.ts";

/** A change that Azure was asked for: plain JSON, to be kept until it has ended and resumed after a restart. */
export interface PendingModeChange {
  readonly clusterId: string;
  readonly change: ModeChange;
  readonly operation: StartedOperation;
  /** Whether Azure has it is not known: no answer was seen. */
  readonly isUnanswered?: true;
}

/** What is going on, for a progress display. */
export interface ModeChangeProgress {
  readonly step: "reading" | "sending" | "waiting" | "verifying";
  readonly text: string;
}

export interface ModeChangeEvents {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ModeChangeProgress) => void) | undefined;
  /** The change goes out when this has ended: keep it, the window may close before Azure answers. */
  readonly onSending?: ((pending: PendingModeChange) => Promise<void> | void) | undefined;
  /** Azure has accepted the change: keep this. */
  readonly onAccepted?: ((pending: PendingModeChange) => void) | undefined;
}
