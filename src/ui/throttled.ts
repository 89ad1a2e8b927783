import type * as vscode from "vscode";

/** Runs at once, then at most once per interval, and never loses the last call. */
export class Throttled implements vscode.Disposable {
  readonly #act: () => void;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;

  constructor(act: () => void, intervalMs: number) {
    this.#act = act;
    this.#intervalMs = intervalMs;
  }

  readonly run = (): void => {
    if (this.#timer !== undefined) {
      this.#isWaiting = true;
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isWaiting) return;
      this.#isWaiting = false;
      this.run();
    }, this.#intervalMs);
    this.#act();
  };

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
