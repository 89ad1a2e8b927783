import type { AzureFailure } from "../nap/azureFailure.ts";

/** A request to Azure that did not succeed. Its message and its failure hold no secrets. */
export class AzureError extends Error {
  readonly failure: AzureFailure;

  constructor(failure: AzureFailure) {
    super(wordsOf(failure));
    this.name = "AzureError";
    this.failure = failure;
  }
}

function wordsOf({ request, status, code, message }: AzureFailure): string {
  const answer = [status === undefined ? "" : `HTTP ${status}`, code ?? ""].filter(Boolean);
  return `${request}: ${message}${answer.length === 0 ? "" : ` (${answer.join(" ")})`}`;
}

/** What is thrown when a signal ends a call; callers stay silent about it. */
export class CancelledError extends Error {
  constructor() {
    super("Cancelled");
    this.name = "AbortError";
  }
}

/** Whether an error is that of a cancelled call. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** The failure of an {@link AzureError}; everything else is thrown on. */
export function failureOrThrow(error: unknown): AzureFailure {
  if (error instanceof AzureError) return error.failure;
  throw error;
}
