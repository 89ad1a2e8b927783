import * as vscode from "vscode";
import type { StepId } from "../../nap/disable/steps.ts";
import type { StepView } from "../../nap/disable/viewPlan.ts";
import type { DisableNode } from "../../nap/view/disable/disableNodes.ts";
import type { DisableSession } from "../disable/disableSession.ts";
import type { ClusterContext } from "./context.ts";
import { showPreview } from "./confirmChanges.ts";
import { pickCluster } from "./pickCluster.ts";
import { takeStep } from "./takeStep.ts";

/** Opens the way from Auto to Manual of a cluster; changes nothing. */
export async function disableNap(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, {
    title: "Disable node auto-provisioning",
    first: "Auto",
  });
  await context.disabling.open(row);
}

/** Takes the step that was clicked, or the one that is next. */
export async function takeDisablingStep(
  { disabling }: ClusterContext,
  ...[clicked]: readonly unknown[]
): Promise<void> {
  const session = openSession(disabling.session);
  await takeStep(session, await stepOf(session, clicked));
}

/** Opens everything that a step would do as a document. */
export async function showDisablingChanges(
  { disabling }: ClusterContext,
  ...[clicked]: readonly unknown[]
): Promise<void> {
  const session = openSession(disabling.session);
  const step = await stepOf(session, clicked);
  const cluster = session.reading?.state.inventory.snapshot.managedCluster;
  const { changes, notes } = step;
  const title = `${step.title} on ${session.row.name}`;
  await showPreview({ session, cluster, title, changes, notes });
}

/** The whole way that is left, as a shell script with comments. */
export async function copyDisablingScript({ disabling }: ClusterContext): Promise<void> {
  const { reading, library } = await whole(openSession(disabling.session));
  const content = library.scriptOf(reading.state);
  await vscode.env.clipboard.writeText(content);
  const show = "Open";
  const answer = await vscode.window.showInformationMessage("NAP: the script is copied.", show);
  if (answer !== show) return;
  const document = await vscode.workspace.openTextDocument({ language: "shellscript", content });
  await vscode.window.showTextDocument(document);
}

/** Opens what runs where and where each pod would end, before anything is changed. */
export async function showRehearsal({ disabling }: ClusterContext): Promise<void> {
  const session = openSession(disabling.session);
  const { reading, library } = await whole(session);
  const { name } = session.row;
  await session.documents.show(`Rehearsal of ${name}.md`, library.rehearsalReport(reading, name));
}

export async function refreshDisabling({ disabling }: ClusterContext): Promise<void> {
  await disabling.again();
}

export async function closeDisabling({ disabling }: ClusterContext): Promise<void> {
  await disabling.close();
}

/** The session that is open. Throws when none is. */
export function openSession(session: DisableSession | undefined): DisableSession {
  if (session === undefined)
    throw new Error("no cluster is open. Run NAP: Disable Node Auto-Provisioning first.");
  return session;
}

/** The session with its cluster read. Throws while it is not. */
export async function whole(session: DisableSession) {
  const { reading, problem } = session;
  if (reading === undefined)
    throw new Error(problem ?? `${session.row.name} is still being read. Try again in a moment.`);
  return { reading, library: await session.library() };
}

async function stepOf(session: DisableSession, clicked: unknown): Promise<StepView> {
  const { nextStep, stepAction } = await session.library();
  const steps = session.reading?.steps ?? [];
  const id = typeof clicked === "string" ? clicked : stepIdOf(clicked);
  const named = steps.find((step) => step.id === id);
  const step = named === undefined || named.id === "look" ? nextStep(steps) : named;
  if (step === undefined)
    throw new Error(
      steps.length === 0
        ? (session.problem ?? "the cluster is still being read. Try again in a moment.")
        : `node auto-provisioning is off on ${session.row.name}: no step is left.`,
    );
  if (id === undefined && stepAction(step) === undefined)
    throw new Error(
      `${step.title}: there is nothing to do but to wait or to look at what holds it.`,
    );
  return step;
}

function stepIdOf(node: unknown): StepId | undefined {
  if (typeof node !== "object" || node === null || !("kind" in node)) return undefined;
  // Menus hand over nodes of our own view.
  const ours = node as DisableNode;
  return ours.kind === "step" ? ours.step.id : undefined;
}
