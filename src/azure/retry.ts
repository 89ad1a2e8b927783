import { setTimeout as delay } from "node:timers/promises";
import type { AzureFailure } from "../nap/azureFailure.ts";
import type { AzureAccess, Wait } from "./access.ts";
import { CancelledError } from "./azureError.ts";

/** Attempts of one request in all. */
const attempts = 4;

/** Longer waits than this are told to the user, not sat out, in seconds. */
const longestWaitSeconds = 60;

/** How often a request was sent, from 1, and whether with a new token after a 401. */
interface Tried {
  readonly attempt: number;
  readonly hasNewToken: boolean;
}

/**
 * Milliseconds until a failed request may be sent again; undefined when it must not.
 * What reads may after every passing failure, what changes only when it cannot have changed anything.
 */
export function retryDelay(
  failure: AzureFailure,
  isRead: boolean,
  { attempt, hasNewToken }: Tried,
): number | undefined {
  if (failure.kind === "sign-in") return failure.status === 401 && !hasNewToken ? 0 : undefined;
  if (attempt >= attempts || !isPassing(failure)) return undefined;
  if (!isRead && failure.changed !== "no") return undefined;
  const asked = failure.retryAfterSeconds;
  if (asked !== undefined) return asked > longestWaitSeconds ? undefined : asked * 1000;
  return 500 * 2 ** attempt * (0.75 + Math.random() / 2);
}

function isPassing({ kind, code, status }: AzureFailure): boolean {
  if (kind === "network") return !/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code ?? "");
  if (kind === "unreadable") return true;
  return kind === "throttled" || (kind === "service" && status !== 501);
}

/** Waits on the clock of an access. Throws an AbortError when the signal is aborted. */
export async function wait(
  { wait: other }: Pick<AzureAccess, "wait">,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  if (isAborted(signal)) throw new CancelledError();
  await (other ?? sleep)(milliseconds, signal);
  if (isAborted(signal)) throw new CancelledError();
}

/** A function, because the value changes while others wait. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

const sleep: Wait = (milliseconds, signal) => delay(milliseconds, undefined, { signal });
