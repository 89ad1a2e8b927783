import { breathe } from "./breathe.ts";

export interface FileCheck<File, Result> {
  readonly files: readonly File[];
  readonly check: (file: File) => Promise<Result>;
  /** Asked before each file. */
  readonly isCancelled: () => boolean;
  /** How many are done, and how many since it was told last. */
  readonly report: (done: number, more: number) => void;
  readonly pause?: ReturnType<typeof breathe>;
}

/** Checks files one after the other, and says how far it is whenever it lets others have their turn. Undefined: cancelled. */
export async function checkFiles<File, Result>(
  run: FileCheck<File, Result>,
): Promise<readonly Result[] | undefined> {
  const { files, check, isCancelled, report, pause = breathe() } = run;
  const results: Result[] = [];
  let told = 0;
  for (const file of files) {
    if (isCancelled()) return undefined;
    results.push(await check(file));
    if (!(await pause())) continue;
    report(results.length, results.length - told);
    told = results.length;
  }
  return isCancelled() ? undefined : results;
}
