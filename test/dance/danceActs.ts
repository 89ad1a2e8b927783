import { listObjects, waitFor } from "../cluster/clusterObjects.ts";
import { pickRow, quickInput, treeRow } from "../ui/clusterTree.ts";
import type { Workbench } from "../ui/workbench.ts";
import { runCommand } from "../ui/workbench.ts";
import type { DanceWorld } from "./danceWorld.ts";
import { acceptPicks, answer, askByPalette, clickRow } from "./disableView.ts";

/** What a question is to look like on its picture; none is taken without a name. */
interface Shown {
  readonly picture?: string;
}

/** Freezes by the row of the step, after reading the patches. */
export async function freeze(workbench: Workbench, row: string, shown: Shown = {}): Promise<void> {
  await clickRow(workbench, row);
  const says = /kubectl patch nodepool[^]*nap\.aks\/limits-before-freeze/;
  await answer(workbench, { says, button: "Freeze", ...shown });
  await treeRow(workbench, /2\. Freeze NodePools.*done/).waitFor();
}

/** Taints by the row of the step; `budgets` is the row of the pick that is chosen. */
export async function taint(workbench: Workbench, budgets: string, shown: Shown = {}) {
  await clickRow(workbench, /^Taint \d NodePools?\.\.\./);
  // Nobody is asked about budgets that let every node drift already.
  const budgetsRow = quickInput(workbench.page).locator(".monaco-list-row", { hasText: budgets });
  const question = workbench.page.locator(".monaco-dialog-box");
  await budgetsRow.or(question).first().waitFor();
  if (!(await question.isVisible())) await pickRow(workbench, budgets);
  await answer(workbench, { says: /karpenter\.azure\.com\/disable/, button: "Taint", ...shown });
  await treeRow(workbench, /3\. Taint NodePools.*done/).waitFor();
}

/** Asks Azure for all the room that is proposed; does not wait for it. */
export async function askForRoom(workbench: Workbench, shown: Shown = {}): Promise<void> {
  await clickRow(workbench, "Make Room...");
  await confirmRoom(workbench, shown);
}

/** Goes through the questions about the room that is proposed, as they stand. */
export async function confirmRoom(workbench: Workbench, shown: Shown = {}): Promise<void> {
  await acceptPicks(workbench);
  await answer(workbench, { says: /az aks nodepool/, button: "Make Room", ...shown });
}

/** Switches by the row of the step; does not wait for it. */
export async function switchToManual(workbench: Workbench, shown: Shown = {}): Promise<void> {
  await clickRow(workbench, /^Switch to Manual\.\.\./);
  const says = /Switch to Manual on shop-live\?[^]*--node-provisioning-mode Manual/;
  await answer(workbench, { says, button: "Switch", ...shown });
}

/** Undoes everything by the palette and waits until no NodePool carries anything of ours. */
export async function undo(
  { client }: DanceWorld,
  workbench: Workbench,
  shown: Shown = {},
): Promise<void> {
  await runCommand(workbench, "Notifications: Clear All Notifications");
  await askByPalette(workbench, "NAP: Undo Changes to NodePools...");
  const says = /Undo the changes to \d NodePools?[^]*kubectl patch nodepool/;
  await answer(workbench, { says, button: "Undo", ...shown });
  await waitFor("the NodePools to be as before", async () => {
    const pools = await listObjects(client, "NodePool");
    const ours = pools.flatMap(({ metadata }) => Object.keys(metadata.annotations ?? {}));
    return ours.some((key) => key.startsWith("nap.aks/")) ? undefined : true;
  });
}
