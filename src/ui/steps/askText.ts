import * as vscode from "vscode";
import { back, type StepPlace } from "./runSteps.ts";

/** A question that is answered with a text. */
export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  /** What is wrong with an answer, in words; undefined when nothing is. */
  readonly problem: (text: string) => string | undefined;
}

/** Asks for a text and takes none that is wrong. */
export async function askText(
  { prompt, placeholder = "", value, problem }: TextQuestion,
  place: StepPlace,
): Promise<string | typeof back> {
  const input = vscode.window.createInputBox();
  Object.assign(input, place, { prompt, placeholder, value, ignoreFocusOut: true });
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise((resolve, reject) => {
      // Nothing is called wrong before it is written.
      input.onDidChangeValue((text) => (input.validationMessage = problem(text.trim())));
      input.onDidAccept(() => {
        const text = input.value.trim();
        const wrong = problem(text);
        if (wrong === undefined) resolve(text);
        else input.validationMessage = wrong;
      });
      input.onDidTriggerButton(() => {
        resolve(back);
      });
      input.onDidHide(() => {
        reject(new vscode.CancellationError());
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}
