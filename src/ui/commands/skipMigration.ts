import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { Plan } from "../../nap/disable/changes/runChanges.ts";
import { countText } from "../../nap/disable/countText.ts";
import type { ClusterContext } from "./context.ts";
import { showPreview } from "./confirmChanges.ts";
import { openSession, whole } from "./disableNap.ts";
import { performChanges } from "./performChanges.ts";

/** Deletes the NAP nodes now, after naming what is lost and after the name of the cluster was typed. */
export async function skipMigration({ disabling }: ClusterContext): Promise<void> {
  const session = openSession(disabling.session);
  const { reading, library } = await whole(session);
  const { changes, notes } = library.skipMigrationPlan(reading.state.inventory);
  const { name } = session.row;
  if (changes.length === 0) {
    const text = notes.join(" ") || "no NAP node is left.";
    void vscode.window.showInformationMessage(`NAP: ${name}: ${text}`);
    return;
  }
  const cluster = reading.state.inventory.snapshot.managedCluster;
  const preview = { session, title: `Skip the migration of ${name}`, changes, notes, cluster };
  const warning = { changes, notes, consequences: library.skipText(reading) };
  if (!(await warned(name, { ...warning, show: () => showPreview(preview) }))) return;
  if (!(await typed(name))) return;
  const plan: Plan = (snapshot) => library.skipMigrationPlan(library.inventoryOf(snapshot)).changes;
  const title = `deleting ${countText(changes.length, "NAP node")} of ${name}`;
  await performChanges(session, { title, agreed: changes, plan });
}

interface Warning {
  readonly changes: readonly Change[];
  readonly consequences: readonly string[];
  readonly notes: readonly string[];
  readonly show: () => Promise<void>;
}

async function warned(name: string, { changes, consequences, notes, show }: Warning) {
  const goOn = "Go On";
  const showChanges = "Show Changes";
  const answer = await vscode.window.showWarningMessage(
    `Delete ${countText(changes.length, "NAP node")} of ${name} now?`,
    { modal: true, detail: [...consequences, ...notes].join("\n\n") },
    goOn,
    showChanges,
  );
  if (answer === showChanges) await show();
  return answer === goOn;
}

async function typed(name: string): Promise<boolean> {
  const answer = await vscode.window.showInputBox({
    title: "Skip the migration",
    prompt: `Type ${name} to delete its NAP nodes.`,
    ignoreFocusOut: true,
    validateInput: (value) => (value === name || value === "" ? undefined : `This is not ${name}.`),
  });
  return answer === name;
}
