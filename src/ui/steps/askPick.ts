import * as vscode from "vscode";
import { back, type StepPlace } from "./runSteps.ts";

/** One of the answers to choose from. */
export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

/** A question whose answers are listed. */
export interface PickQuestion<Value> {
  readonly placeholder: string;
  /** A function where somebody has to be asked for them: that can fail, and be tried again. */
  readonly choices: readonly Choice<Value>[] | (() => Promise<readonly Choice<Value>[]>);
  /** What can be chosen while they cannot be had. */
  readonly otherwise?: readonly Choice<Value>[];
  /** Whether an answer is the one to begin with. */
  readonly isPreset: (value: Value) => boolean;
}

/** Asks for one of several answers. */
export async function askPick<Value extends object | string>(
  question: PickQuestion<Value>,
  place: StepPlace,
): Promise<Value | typeof back> {
  const picked = await show(question, place, false);
  return picked === back ? back : (picked[0] ?? back);
}

/** Asks for any number of several answers. */
export function askMany<Value>(
  question: PickQuestion<Value>,
  place: StepPlace,
): Promise<readonly Value[] | typeof back> {
  return show(question, place, true);
}

/** Stands where the choices could not be had; it says why. */
type Row<Value> = Choice<Value> | (vscode.QuickPickItem & { readonly isToTryAgain: true });

function tryAgain(error: unknown): Row<never> {
  const detail = error instanceof Error ? error.message : String(error);
  return { label: "$(refresh) Try again", detail, isToTryAgain: true };
}

/** Nobody loses the answers before because one list could not be had: one tries again, or chooses what is there. */
async function show<Value>(
  { placeholder, choices, otherwise = [], isPreset }: PickQuestion<Value>,
  place: StepPlace,
  canSelectMany: boolean,
): Promise<readonly Value[] | typeof back> {
  const pick = vscode.window.createQuickPick<Row<Value>>();
  const looks = { matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  Object.assign(pick, place, looks, { placeholder, canSelectMany });
  const put = (rows: readonly Row<Value>[]) => {
    pick.items = rows;
    const preset = rows.filter((row) => "value" in row && isPreset(row.value));
    if (canSelectMany) pick.selectedItems = preset;
    else pick.activeItems = preset.slice(0, 1);
    pick.busy = false;
  };
  const load = (): void => {
    if (typeof choices !== "function") {
      put(choices);
      return;
    }
    pick.busy = true;
    pick.items = [];
    choices().then(put, (error: unknown) => {
      put([...otherwise, tryAgain(error)]);
    });
  };
  if (place.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise((resolve, reject) => {
      pick.onDidAccept(() => {
        // Any number may be none, but nobody has chosen that from a list that is not there yet.
        if (pick.busy) return;
        const picked = pick.selectedItems;
        if (picked.some((row) => "isToTryAgain" in row)) load();
        else if (canSelectMany || picked.length > 0)
          resolve(picked.flatMap((row) => ("value" in row ? [row.value] : [])));
      });
      pick.onDidTriggerButton(() => {
        resolve(back);
      });
      pick.onDidHide(() => {
        reject(new vscode.CancellationError());
      });
      pick.show();
      load();
    });
  } finally {
    pick.dispose();
  }
}
