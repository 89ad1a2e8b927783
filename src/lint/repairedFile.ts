import { renameSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Finding } from "../language/index.ts";
import { fixAll } from "../language/fixAll.ts";
import { withMark } from "./readInput.ts";
import type { InputText } from "./readInput.ts";

export interface Repaired {
  readonly text: string;
  /** How many findings of a rule went away. */
  readonly repaired: Readonly<Record<string, number>>;
}

/** Applies the preferred fixes and writes the file, if it has a path and its text changed. Throws what writing throws. */
export function repairedFile(
  input: InputText,
  {
    path,
    judge,
  }: {
    readonly path: string | undefined;
    readonly judge: (text: string) => readonly Finding[];
  },
): Repaired {
  const text = fixAll(input.text, judge);
  if (text === input.text) return { text, repaired: {} };
  if (path !== undefined) replaceFile(path, withMark({ ...input, text }));
  return { text, repaired: difference(judge(input.text), judge(text)) };
}

/** Writes beside the file and renames, so that no reader ever sees half of it; a link stays a link. */
export function replaceFile(path: string, content: string): void {
  const target = realpathSync(path);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, content, { mode: statSync(target).mode, flag: "wx" });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function difference(
  before: readonly Finding[],
  after: readonly Finding[],
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of before) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const { rule } of after) counts.set(rule, (counts.get(rule) ?? 0) - 1);
  return Object.fromEntries([...counts].filter(([, count]) => count > 0));
}
