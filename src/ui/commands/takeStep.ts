import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { Choices } from "../../nap/disable/state.ts";
import type { StepView } from "../../nap/disable/viewPlan.ts";
import { countText } from "../../nap/disable/countText.ts";
import { changeText } from "../../nap/view/disable/changeText.ts";
import type { DisableSession } from "../disable/disableSession.ts";
import { quotaNotes } from "../disable/quotaNotes.ts";
import { confirmChanges } from "./confirmChanges.ts";
import { performChanges } from "./performChanges.ts";
import type { Agreed } from "./performChanges.ts";

/** Asks what a step leaves open, shows its changes, makes them and reads the cluster again. */
export async function takeStep(session: DisableSession, step: StepView): Promise<void> {
  const choices = await askChoices(session, step);
  if (choices === undefined) return;
  const library = await session.library();
  const plan: Agreed["plan"] = (snapshot) =>
    library.disableSteps
      .find(({ id }) => id === step.id)
      ?.changes(library.stateOf(snapshot, choices)) ?? [];
  const planned = session.changesNow(plan);
  const changes = step.id === "room" ? await chosenRoom(planned) : planned;
  if (changes === undefined) return;
  if (changes.length === 0) {
    const hint =
      step.id === "drain"
        ? "Karpenter empties the nodes; the view Disable NAP shows what holds them and what helps."
        : "nothing is to be done now.";
    void vscode.window.showInformationMessage(`NAP: ${step.title}: ${hint}`);
    return;
  }
  const { name } = session.row;
  const cluster = session.reading?.state.inventory.snapshot.managedCluster;
  const quotas = step.id === "room" ? await quotaNotes(session, changes) : [];
  const question = { session, changes, notes: [...quotas, ...notesOf(step)], cluster };
  const words = wordsOf(step, changes.length);
  if (
    !(await confirmChanges({ ...question, title: `${words.title} on ${name}?`, verb: words.verb }))
  )
    return;
  await performChanges(session, {
    title: `${words.doing} on ${name}`,
    agreed: changes,
    plan,
    isToldElsewhere: step.id === "manual",
  });
}

function notesOf({ id, notes }: StepView): readonly string[] {
  if (id === "drain") return [];
  const before =
    id === "freeze" ? ["A frozen NodePool makes no more nodes; those that are there stay."] : [];
  return [...before, ...notes];
}

function wordsOf({ id }: StepView, count: number) {
  const pools = countText(count, "NodePool");
  switch (id) {
    case "taint":
      return { title: `Taint ${pools}`, verb: "Taint", doing: `tainting ${pools}` };
    case "room":
      return { title: "Make room", verb: "Make Room", doing: "making room" };
    case "drain":
      return { title: "Widen budgets", verb: "Widen", doing: `widening budgets of ${pools}` };
    case "manual":
      return { title: "Switch to Manual", verb: "Switch", doing: "switching to Manual" };
    default:
      return { title: `Freeze ${pools}`, verb: "Freeze", doing: `freezing ${pools}` };
  }
}

interface BudgetPick extends vscode.QuickPickItem {
  readonly choices: Choices;
}

const asTheyAre: BudgetPick = {
  label: "Keep the budgets",
  description: "as they are",
  detail: "Karpenter takes as many nodes at a time as each NodePool lets it.",
  choices: {},
};

/** Undefined when the user gave up; where no choice makes it faster nobody is asked. */
async function askChoices(session: DisableSession, { id }: StepView): Promise<Choices | undefined> {
  if (id !== "taint" && id !== "drain") return {};
  const { wideningText } = await session.library();
  const wider = (session.reading?.widening ?? []).map((option): BudgetPick => ({
    ...wideningText(option),
    choices: {
      widenBudgets: { nodes: option.nodes, pools: option.pools.map(({ pool }) => pool) },
    },
  }));
  if (wider.length === 0) return {};
  const picked = await vscode.window.showQuickPick(id === "taint" ? [asTheyAre, ...wider] : wider, {
    title: `${session.row.name}: how many nodes may drift at a time?`,
    placeHolder: "Other reasons keep their budgets; what was there comes back with Undo.",
    ignoreFocusOut: true,
  });
  return picked?.choices;
}

interface RoomPick extends vscode.QuickPickItem {
  readonly change: Change;
}

/** Which of the proposals to take; undefined when the user gave up. */
async function chosenRoom(changes: readonly Change[]): Promise<readonly Change[] | undefined> {
  if (changes.length === 0) return [];
  const picks = changes.map((change): RoomPick => ({
    label: changeText(change),
    change,
    picked: true,
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: "Make room in the fixed pools",
    placeHolder: "Which of these shall Azure do?",
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ change }) => change);
}
