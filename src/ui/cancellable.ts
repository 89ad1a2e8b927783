import * as vscode from "vscode";

/** Where and under which words something runs that can be cancelled. */
export interface Running {
  readonly title: string;
  /** A notification where nothing else is said. */
  readonly location?: vscode.ProgressOptions["location"];
}

/** What a run is given: `report` says how it goes, `signal` aborts when somebody cancels. */
export interface Course {
  readonly signal: AbortSignal;
  readonly report: (message: string) => void;
}

/** Runs something under a progress that can be cancelled. */
export function cancellable<T>(
  { title, location = vscode.ProgressLocation.Notification }: Running,
  run: (course: Course) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => {
      stop.abort();
    });
    return run({
      signal: stop.signal,
      report: (message) => {
        progress.report({ message });
      },
    });
  });
}
