import type { AzureFailure } from "../azureFailure.ts";
import { jsonAt, textAt, type JsonObject } from "../json.ts";
import type { Explanation } from "../refusal/explainRefusal.ts";
import type { Refusal } from "../refusal/refusal.ts";
import type { ModeChange } from "./modeChange.ts";

/** What Azure shows of a cluster, read after everything else; or why it could not be read. */
export type Truth =
  | {
      readonly isKnown: true;
      /** As Azure writes it; a cluster on which it was never set is on Manual. */
      readonly mode: string;
      /** Empty where Azure names none. */
      readonly defaultNodePools: string;
      readonly provisioningState: string;
    }
  | { readonly isKnown: false; readonly failure: AzureFailure };

/** How a change of mode ended. Every kind comes with what Azure shows now and a sentence that is true. */
export type Outcome = { readonly truth: Truth; readonly statement: string } & OutcomeKind;

export type OutcomeKind =
  /** Azure shows the wanted mode, and nothing in progress. */
  | { readonly kind: "changed" }
  /** It was so before: nothing was sent. */
  | { readonly kind: "already" }
  /** Azure refused: nothing was changed. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly explanation: Explanation }
  /** Another operation is in progress, or somebody else changed the cluster again and again: nothing was changed. */
  | { readonly kind: "conflict"; readonly refusal: Refusal; readonly explanation: Explanation }
  /** Azure took the change, and its operation failed. */
  | { readonly kind: "failed"; readonly refusal: Refusal; readonly explanation: Explanation }
  /** The user ended it: before anything was sent, while it ran (it goes on in Azure), or in Azure itself. */
  | { readonly kind: "cancelled"; readonly stage: "before" | "running" | "aborted" }
  /** Not signed in, no network, throttled: nothing reached Azure. */
  | { readonly kind: "not-sent"; readonly failure: AzureFailure }
  /** The answer was lost; Azure shows the old mode. */
  | { readonly kind: "interrupted"; readonly failure: AzureFailure }
  /** The operation succeeded, but Azure shows something else, or could not be asked. */
  | { readonly kind: "unverified" }
  /** Sent, and its end is not known. */
  | { readonly kind: "unknown"; readonly failure: AzureFailure };

/** What a raw GET of a cluster shows. */
export function truthOf(cluster: JsonObject): Truth {
  const profile = jsonAt(cluster, "properties", "nodeProvisioningProfile");
  return {
    isKnown: true,
    mode: textAt(profile, "mode") || "Manual",
    defaultNodePools: textAt(profile, "defaultNodePools"),
    provisioningState: textAt(cluster, "properties", "provisioningState"),
  };
}

/** Whether Azure shows what a change asks for. */
export function isAsWanted(truth: Truth, change: ModeChange): boolean {
  if (!truth.isKnown || !isSame(truth.mode, change.mode)) return false;
  return (
    change.defaultNodePools === undefined || isSame(truth.defaultNodePools, change.defaultNodePools)
  );
}

const settled = ["succeeded", "failed", "canceled", ""];

/** Whether an operation is in progress. */
export function isMoving(truth: Truth): boolean {
  return truth.isKnown && !settled.includes(truth.provisioningState.toLowerCase());
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
