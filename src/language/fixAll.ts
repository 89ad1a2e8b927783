import { applyEdits } from "./edit/applyEdits.ts";
import type { Edit, Finding, Fix } from "./finding.ts";

/** More rounds than any chain of fixes needs; ends two fixes that undo each other. */
const maxRounds = 20;

/**
 * Applies the preferred fixes until nothing changes. A fix that leaves more errors than there were
 * is taken back: a valid text never becomes invalid.
 */
export function fixAll(text: string, validate: (text: string) => readonly Finding[]): string {
  let current = text;
  let findings = validate(current);
  for (let round = 0; round < maxRounds; round += 1) {
    const next = applyBatch(current, findings, validate);
    if (next === undefined) return current;
    ({ text: current, findings } = next);
  }
  return current;
}

interface Judged {
  readonly text: string;
  readonly findings: readonly Finding[];
}

function applyBatch(
  text: string,
  findings: readonly Finding[],
  validate: (text: string) => readonly Finding[],
): Judged | undefined {
  const chosen = withoutOverlaps(preferredFixes(findings));
  if (chosen.length === 0) return undefined;
  const whole = judged(text, chosen.flat(), validate);
  if (whole.text !== text && !isWorse(whole.findings, findings)) return whole;
  for (const edits of chosen) {
    const single = judged(text, edits, validate);
    if (single.text !== text && !isWorse(single.findings, findings)) return single;
  }
  return undefined;
}

function judged(
  text: string,
  edits: readonly Edit[],
  validate: (text: string) => readonly Finding[],
): Judged {
  const next = applyEdits(text, edits);
  return { text: next, findings: validate(next) };
}

/** Text that parses at last, or has a kind at last, shows the errors that this hid: only then may there be more of them. */
export function isWorse(after: readonly Finding[], before: readonly Finding[]): boolean {
  for (const hides of [isSyntaxError, isNoKind]) {
    const left = after.filter(hides).length;
    const had = before.filter(hides).length;
    if (left !== had) return left > had;
  }
  return countErrors(after) > countErrors(before);
}

function isSyntaxError(finding: Finding): boolean {
  return finding.rule === "yaml-syntax";
}

/** An object of a kind that the server does not have is judged no further. */
function isNoKind({ server }: Finding): boolean {
  return server?.message.startsWith("no matches for kind") === true;
}

function countErrors(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === "error").length;
}

/** What "Fix all" does about a finding. */
export function preferredFix({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ preferred }) => preferred);
}

function preferredFixes(findings: readonly Finding[]): readonly (readonly Edit[])[] {
  return findings.flatMap((finding) => {
    const fix = preferredFix(finding);
    return fix && fix.elsewhere === undefined ? [fix.edits] : [];
  });
}

/** The edits of the preferred fixes that can be made at once, first come first served. */
export function preferredEdits(findings: readonly Finding[]): readonly Edit[] {
  return withoutOverlaps(preferredFixes(findings)).flat();
}

function withoutOverlaps(fixes: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  const taken: Edit[] = [];
  return fixes.filter((edits) => {
    if (edits.some((edit) => isTaken(taken, edit))) return false;
    for (const edit of edits) taken.splice(placeOf(taken, edit.start), 0, edit);
    return true;
  });
}

/** `taken` is sorted and without overlaps, so only the neighbours can be in the way. */
function isTaken(taken: readonly Edit[], edit: Edit): boolean {
  const place = placeOf(taken, edit.start);
  return [taken[place - 1], taken[place]].some(
    (other) => other !== undefined && overlaps(edit, other),
  );
}

/** Index of the first edit that begins at the offset or behind it. */
function placeOf(taken: readonly Edit[], start: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two insertions at one place are two fixes for one lack: the second waits for the next round. */
function overlaps(a: Edit, b: Edit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}
