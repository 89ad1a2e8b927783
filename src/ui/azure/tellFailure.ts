import * as vscode from "vscode";
import type { Outcome } from "../../nap/enable/outcome.ts";
import { failureText } from "../../nap/view/failureText.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";

/** Says why a change did not end as wished and what to do; everything that is known is one click away. */
export async function tellFailure(
  documents: ReadOnlyDocuments,
  row: ClusterRow,
  outcome: Outcome,
): Promise<void> {
  const details = "Details";
  const explained = "explanation" in outcome ? outcome.explanation : undefined;
  const message = [outcome.statement, explained?.remedy ?? ""].filter(Boolean).join(" ");
  const picked = await vscode.window.showErrorMessage(`NAP: ${row.name}: ${message}`, details);
  if (picked === details) await documents.show(`${row.name}.md`, failureText(row, outcome));
}
