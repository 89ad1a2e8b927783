import * as vscode from "vscode";

/** What a step answers when the user wants the one before. */
export const back = Symbol("back");

/** Where in a row of questions one is. */
export interface StepPlace {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** One question of several. */
export interface Step<State> {
  /** Whether there is anything to ask after the answers so far; always where it is absent. */
  readonly isNeeded?: (state: State) => boolean;
  /** Asks, and takes the answer into the state. Throws CancellationError when the user gives up. */
  readonly ask: (state: State, place: StepPlace) => Promise<State | typeof back>;
}

/**
 * Asks one question after the other, back and forth; what was answered is offered again after going back.
 * @throws CancellationError when the user gives up
 */
export async function runSteps<State>(
  title: string,
  steps: readonly Step<State>[],
  start: State,
): Promise<State> {
  const asked: number[] = [];
  let state = start;
  for (let index = 0; index < steps.length;) {
    const step = steps[index];
    if (step === undefined || !isNeeded(step, state)) {
      index += 1;
      continue;
    }
    const totalSteps = steps.filter((one) => isNeeded(one, state)).length;
    const answer = await step.ask(state, { title, step: asked.length + 1, totalSteps });
    if (answer === back) {
      const previous = asked.pop();
      if (previous === undefined) throw new vscode.CancellationError();
      index = previous;
    } else {
      asked.push(index);
      state = answer;
      index += 1;
    }
  }
  return state;
}

function isNeeded<State>({ isNeeded }: Step<State>, state: State): boolean {
  return isNeeded?.(state) ?? true;
}
