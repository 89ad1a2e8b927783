import type { AzureFailure } from "../azureFailure.ts";
import { refusalInWords } from "../refusal/refusalInWords.ts";
import type { Truth } from "./outcome.ts";
import { stopped, truthStatement } from "./statement.ts";

/** How the abort of an operation ended. */
export type AbortEnd =
  | { readonly status: "Succeeded" }
  | { readonly status: "Failed" | "Canceled"; readonly code: string; readonly message: string }
  | { readonly status: "lost"; readonly failure: AzureFailure }
  /** Azure did not take the abort, or its answer was lost. */
  | { readonly status: "not-taken"; readonly failure: AzureFailure }
  /** Nobody waits for it any more. */
  | { readonly status: "left" };

/** One statement: what became of the abort, then what Azure shows of the cluster. */
export function abortText(end: AbortEnd, truth: Truth): string {
  return `${ended(end)} ${truthStatement(truth)}`;
}

function ended(end: AbortEnd): string {
  switch (end.status) {
    case "Succeeded":
      return "The operation was aborted.";
    case "Failed":
    case "Canceled":
      return `Azure could not abort the operation: ${stopped(`${end.message.replace(/\.$/, "")} (${end.code})`)}`;
    case "lost":
      return `How the abort ended is not known: ${stopped(end.failure.message)}`;
    case "not-taken":
      return end.failure.changed === "no"
        ? `The operation was not aborted. ${refusalInWords(end.failure)}`
        : `Whether Azure has taken the abort is not known: ${stopped(end.failure.message)}`;
    case "left":
      return "No longer waiting for the abort; it goes on in Azure.";
  }
}
