import * as vscode from "vscode";
import { back, type StepPlace } from "./runSteps.ts";

/** One of the answers to choose from. */
export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

/** A question whose answers are listed; they may take a while. */
export interface PickQuestion<Value> {
  readonly placeholder: string;
  readonly choices: readonly Choice<Value>[] | Promise<readonly Choice<Value>[]>;
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

async function show<Value>(
  { placeholder, choices, isPreset }: PickQuestion<Value>,
  place: StepPlace,
  canSelectMany: boolean,
): Promise<readonly Value[] | typeof back> {
  const pick = vscode.window.createQuickPick<Choice<Value>>();
  const looks = { matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true };
  Object.assign(pick, place, looks, { placeholder, canSelectMany, busy: true });
  if (place.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise((resolve, reject) => {
      pick.onDidAccept(() => {
        if (canSelectMany || pick.selectedItems.length > 0)
          resolve(pick.selectedItems.map(({ value }) => value));
      });
      pick.onDidTriggerButton(() => {
        resolve(back);
      });
      pick.onDidHide(() => {
        reject(new vscode.CancellationError());
      });
      pick.show();
      Promise.resolve(choices).then((items) => {
        pick.items = items;
        const preset = items.filter(({ value }) => isPreset(value));
        if (canSelectMany) pick.selectedItems = preset;
        else pick.activeItems = preset.slice(0, 1);
        pick.busy = false;
      }, reject);
    });
  } finally {
    pick.dispose();
  }
}
