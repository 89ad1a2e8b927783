import type { AzureFailure } from "../nap/azureFailure.ts";
import type { JsonObject } from "../nap/json.ts";
import type { RemedyReport } from "../nap/preflight/remedyReport.ts";
import { refusalInWords } from "../nap/refusal/refusalInWords.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow, isCancelled } from "./azureError.ts";
import { waitUntilIdle, type WaitOptions } from "./operation.ts";
import {
  remedySteps,
  type AppliedAction,
  type RemedyLook,
  type RemedyStep,
  type RemedyWork,
} from "./remedySteps.ts";
import { wait } from "./retry.ts";

/**
 * Does what the button of a preflight check offers, one thing after the other, and waits until it is done; ends at the
 * first that fails and tells what is done, what is not, what was not begun. After a step without a good answer Azure is
 * asked what it shows now. `cluster` is the raw GET. Throws what is no answer of Azure.
 */
export async function applyRemedy(
  access: AzureAccess,
  { cluster, action }: { readonly cluster: JsonObject; readonly action: AppliedAction },
  options: WaitOptions = {},
): Promise<RemedyReport> {
  const work = { access, cluster, options };
  const steps = remedySteps(work, action);
  const finished: string[] = [];
  for (const [index, step] of steps.entries()) {
    const { what } = step;
    const failed = await endOf(work, step).catch((error: unknown) => {
      if (!isCancelled(error)) throw error;
      return { how: "cancelled", why: "" } as const;
    });
    const untouched = steps.slice(index + 1).map((one) => one.what);
    if (failed !== undefined) return { done: finished, failed: { what, ...failed }, untouched };
    finished.push(what);
  }
  return { done: finished, untouched: [] };
}

type Failed = Omit<NonNullable<RemedyReport["failed"]>, "what">;

/** Undefined when Azure shows the step as done. Throws when it is cancelled. */
async function endOf(work: RemedyWork, step: RemedyStep): Promise<Failed | undefined> {
  const end = await step.run().catch(failureOrThrow);
  if ("kind" in end) return afterFailure(work, step, end);
  switch (end.status) {
    case "Succeeded":
      // A proxy may answer in the place of Azure.
      return shown(await look(step), "Azure reports it as done");
    case "lost":
      return afterFailure(work, step, { ...end.failure, changed: "maybe" });
    case "Failed":
    case "Canceled":
      return { how: "failed", why: `${end.message} (${end.code})` };
  }
}

function look(step: RemedyStep): Promise<RemedyLook | AzureFailure> {
  return step.look().catch(failureOrThrow);
}

function shown(seen: RemedyLook | AzureFailure, why: string): Failed | undefined {
  if ("kind" in seen) return { how: "lost", why: `${why}. ${refusalInWords(seen)}` };
  return seen.isThere ? undefined : { how: "absent", why };
}

/** A request can arrive late: the old state must be seen twice, some seconds apart. */
const secondLookMs = 10_000;

/** What a failure means by what Azure shows: the change may be there all the same. */
async function afterFailure(
  work: RemedyWork,
  step: RemedyStep,
  failure: AzureFailure,
): Promise<Failed | undefined> {
  const why = refusalInWords(failure);
  // A proxy may say 429 for what Azure has taken.
  const isOpen = failure.changed === "maybe" || failure.kind === "throttled";
  let seen = await look(step);
  if (isOpen && !("kind" in seen) && !seen.isThere && !seen.isBusy) {
    await wait(work.access, secondLookMs, work.options.signal);
    seen = await look(step);
  }
  if ("kind" in seen) return { how: isOpen ? "lost" : "refused", why };
  if (!seen.isThere && !isOpen) return { how: "refused", why };
  return settled(work, step, { seen, why });
}

/** What Azure shows once it works at the resource no longer. */
async function settled(
  { access, options }: RemedyWork,
  step: RemedyStep,
  { seen, why }: { readonly seen: RemedyLook; readonly why: string },
): Promise<Failed | undefined> {
  if (seen.resource === undefined || !seen.isBusy) return shown(seen, why);
  const end = await waitUntilIdle(access, seen.resource, options);
  if (end.status === "lost") return { how: "lost", why };
  if (end.status === "Succeeded") return shown(await look(step), why);
  return { how: "failed", why: `Azure shows it in the state ${end.status}. ${why}` };
}
