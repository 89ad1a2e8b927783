import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { emptyState, parseState, type AzureState } from "./state.ts";

/** Holds the state; with a file it follows what others write there and writes back what changes here. */
export interface StateStore {
  get(): AzureState;
  set(state: AzureState): void;
}

/** A store in memory, or over a JSON file that may not exist yet. */
export function createStateStore(given: AzureState | undefined, file?: string): StateStore {
  let state = given ?? emptyState;
  let readAt = -1;
  const changedAt = (): number =>
    file !== undefined && existsSync(file) ? statSync(file).mtimeMs : -1;
  const write = (): void => {
    if (file === undefined) return;
    writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 1));
    renameSync(`${file}.new`, file);
    readAt = changedAt();
  };
  return {
    get: () => {
      const at = changedAt();
      if (file !== undefined && at !== readAt && at !== -1) {
        state = parseState(readFileSync(file, "utf8"));
        readAt = at;
      }
      return state;
    },
    set: (next) => {
      if (next === state) return;
      state = next;
      write();
    },
  };
}
