import * as vscode from "vscode";
import type { Remedy } from "../../nap/disable/blockers/blocker.ts";
import type { DisableNode } from "../../nap/view/disable/disableNodes.ts";
import type { Plan } from "../../nap/disable/changes/runChanges.ts";
import type { DisableSession } from "../disable/disableSession.ts";
import type { ClusterContext } from "./context.ts";
import { confirmChanges } from "./confirmChanges.ts";
import { openSession, whole } from "./disableNap.ts";
import { performChanges } from "./performChanges.ts";
import { takeStep } from "./takeStep.ts";
import { showObject } from "./showObject.ts";

/** Does what a remedy of a blocker says: opens the object, or changes it after showing how. */
export async function applyRemedy(
  { disabling, directory }: ClusterContext,
  ...[argument]: readonly unknown[]
): Promise<void> {
  const session = openSession(disabling.session);
  const { reading } = await whole(session);
  // Only nodes of our own view name this command.
  const given = argument as Remedy | Extract<DisableNode, { kind: "remedy" }>;
  const remedy = given.kind === "remedy" ? given.offered.remedy : given;
  switch (remedy.kind) {
    case "openBudget":
    case "dropBudget":
      await showObject(session, "podDisruptionBudgets", remedy.budget);
      void offerCommand(session, remedy);
      return;
    case "changePod":
      return showObject(session, "pods", remedy.pod);
    case "backUpData":
      await showObject(session, "pods", remedy.pod);
      void offerCommand(session, remedy);
      return;
    case "pauseOwner":
    case "drainByHand":
    case "removeNodePoolLabel":
    case "deleteNodePool":
      void offerCommand(session, remedy);
      return;
    case "removeLock": {
      void offerCommand(session, remedy);
      const { cloud } = directory.accessOf(session.row);
      const { lockedScope, portalUrl } = await directory.library();
      const scope = lockedScope(remedy.lock);
      const url = portalUrl(cloud, `${scope}/locks`, session.row.tenantId);
      await vscode.env.openExternal(vscode.Uri.parse(url, true));
      return;
    }
    case "addRoom": {
      const room = reading.steps.find(({ id }) => id === "room");
      if (room !== undefined) await takeStep(session, room);
      return;
    }
    case "wait":
      return;
    case "removeDoNotDisrupt":
    case "evictPod":
    case "widenBudgets":
    case "scaleStaticPool":
      return change(session, remedy);
  }
}

/** What a person has to do with programs of their own. */
async function offerCommand(session: DisableSession, remedy: Remedy): Promise<void> {
  const { reading, library } = await whole(session);
  const command = library.remedyCommand(remedy, reading.state);
  if (command === "") return;
  const copy = "Copy Command";
  const text = `NAP: ${library.remedyText(remedy)}: ${command}`;
  if ((await vscode.window.showInformationMessage(text, copy)) === copy)
    await vscode.env.clipboard.writeText(command);
}

async function change(session: DisableSession, remedy: Remedy): Promise<void> {
  const library = await session.library();
  const plan: Plan = (snapshot) => library.remedyChanges(remedy, library.stateOf(snapshot));
  const changes = session.changesNow(plan);
  const { name } = session.row;
  const text = library.remedyText(remedy);
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(`NAP: ${text}: nothing is to be done any more.`);
    return;
  }
  const cluster = session.reading?.state.inventory.snapshot.managedCluster;
  const notes =
    session.reading === undefined ? [] : library.remedyNotes(remedy, session.reading.state);
  const verb = remedy.kind === "widenBudgets" ? "Widen" : (text.split(" ")[0] ?? "Go On");
  if (
    !(await confirmChanges({
      session,
      title: `${text} on ${name}?`,
      verb,
      changes,
      notes,
      cluster,
    }))
  )
    return;
  await performChanges(session, {
    title: `${text} on ${name}`,
    agreed: changes,
    plan,
  });
}
