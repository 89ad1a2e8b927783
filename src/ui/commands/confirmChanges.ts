import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { ManagedClusterFacts } from "../../nap/disable/snapshot/snapshot.ts";
import { changeText } from "../../nap/view/disable/changeText.ts";
import type { ChangeSession } from "../disable/changeSession.ts";

/** What is asked before anything happens. */
export interface ChangesQuestion {
  readonly session: ChangeSession;
  /** `Freeze 3 NodePools on demo?` */
  readonly title: string;
  /** The button that does it. */
  readonly verb: string;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  readonly cluster: ManagedClusterFacts | undefined;
}

/** So many changes and notes are written out in the question; the document shows all. */
const mostShown = 4;

/** Shows exactly what would be done and asks; the document with every patch and command is one click away. */
export async function confirmChanges(question: ChangesQuestion): Promise<boolean> {
  const { session, title, verb, changes, notes, cluster } = question;
  const library = await session.library();
  const showChanges = "Show Changes";
  const script = "Copy Commands";
  const refusal = await session.refusal(changes);
  const shown = changes.slice(0, mostShown);
  const more = changes.length - shown.length;
  const unsaid = notes.length - mostShown;
  const detail = [
    refusal === undefined ? "" : `The cluster would refuse this: ${refusal.words}`,
    ...notes.slice(0, mostShown),
    unsaid > 0 ? `... and ${unsaid} more to know, see Show Changes.` : "",
    // What happens first, then how: commands are long.
    shown.map(changeText).join("\n"),
    ...shown.map((change) => library.commandOf(change, cluster)),
    more > 0 ? `... and ${more} more, see Show Changes.` : "",
  ];
  const answer = await vscode.window.showWarningMessage(
    title,
    { modal: true, detail: detail.filter(Boolean).join("\n\n") },
    ...(refusal?.kind === "forbidden" ? [] : [verb]),
    showChanges,
    ...(refusal?.kind === "forbidden" ? [script] : []),
  );
  if (answer === showChanges) await showPreview(question);
  // Whoever lacks a right hands the commands to somebody who has it.
  if (answer === script)
    await vscode.env.clipboard.writeText(
      changes.map((change) => `${library.commandOf(change, cluster)}\n`).join(""),
    );
  return answer === verb;
}

/** Opens what would be done as a document; nothing of it happens. */
export async function showPreview(
  question: Pick<ChangesQuestion, "session" | "title" | "changes" | "notes" | "cluster">,
): Promise<void> {
  const { session, title, changes, notes, cluster } = question;
  const library = await session.library();
  const content = library.previewText({ title: title.replace(/\?$/, ""), changes, notes }, cluster);
  await session.documents.show(`${title.replace(/\?$/, "")}.md`, content);
}
