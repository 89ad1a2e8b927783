import type { AzureFailure } from "../azureFailure.ts";
import { explainRefusal } from "./explainRefusal.ts";
import { refusalOf } from "./parseRefusal.ts";

/** Why Azure did not do what it was asked for, and what to do about it. */
export function refusalInWords(failure: AzureFailure): string {
  const { title, remedy, text } = explainRefusal(refusalOf(failure));
  return [title, remedy, title.includes(text) ? "" : `Azure said: ${text}`]
    .filter(Boolean)
    .join(" ");
}
