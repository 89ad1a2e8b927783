import { applyEdits } from "./edit/applyEdits.ts";
import type { Edit, Finding, Fix } from "./finding.ts";

/** More rounds without fewer findings than any chain of fixes needs; ends two fixes that undo each other. */
const maxRounds = 20;

/** Each look ahead fixes the text to its end, so a text full of hopeless fixes gets only so many. */
const maxLooksAhead = 8;

type Validate = (text: string) => readonly Finding[];

interface Judge {
  readonly validate: Validate;
  /** Longer than what a text of bare headers becomes; ends fixes that make room for themselves. */
  readonly maxLength: number;
}

interface Judged {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Applies the preferred fixes until nothing changes. A fix that leaves more errors than there were
 * is taken back, unless the fixes that it makes possible leave fewer: a valid text never becomes invalid.
 */
export function fixAll(text: string, validate: Validate): string {
  const judge = { validate, maxLength: 20 * text.length + 10_000 };
  let current = settled({ text, findings: validate(text) }, judge);
  for (let round = 0; round < maxRounds; round += 1) {
    const next = lookedAhead(current, judge);
    if (next === undefined) break;
    current = next;
  }
  return current.text;
}

/** The text when no preferred fix that makes nothing worse is left. */
function settled(start: Judged, { validate, maxLength }: Judge): Judged {
  let current = start;
  let fewest = start.findings.length;
  for (let round = 0; round < maxRounds; round += 1) {
    const before = current;
    const apply = (fixes: readonly FixEdits[]): Judged | undefined => {
      const next = judged(before.text, fixes.flat(), validate);
      return next.text === before.text || isWorse(next.findings, before.findings)
        ? undefined
        : next;
    };
    // What else is said of a text that does not parse may be wrong.
    const syntax = withoutOverlaps(preferredFixes(before.findings.filter(isSyntaxError)));
    const next =
      soundPart(syntax, apply) ??
      soundPart(withoutOverlaps(preferredFixes(before.findings)), apply);
    if (next === undefined || next.result.text.length > maxLength) break;
    current = next.result;
    if (current.findings.length >= fewest) continue;
    fewest = current.findings.length;
    round = 0;
  }
  return current;
}

type FixEdits = readonly Edit[];

interface Applied {
  readonly fixes: readonly FixEdits[];
  readonly result: Judged;
}

/** As many of the fixes as can be made at once: halves are tried where the whole makes things worse. */
function soundPart(
  fixes: readonly FixEdits[],
  apply: (fixes: readonly FixEdits[]) => Judged | undefined,
): Applied | undefined {
  if (fixes.length === 0) return undefined;
  const result = apply(fixes);
  if (result) return { fixes, result };
  if (fixes.length === 1) return undefined;
  const middle = Math.ceil(fixes.length / 2);
  const first = soundPart(fixes.slice(0, middle), apply);
  const second = soundPart(fixes.slice(middle), apply);
  if (!first || !second) return first ?? second;
  const both = [...first.fixes, ...second.fixes];
  const joined = both.length === fixes.length ? undefined : apply(both);
  return joined ? { fixes: both, result: joined } : first;
}

/** A fix that shows errors which were hidden, with those that repair them: right if fewer are left at the end. */
function lookedAhead({ text, findings }: Judged, judge: Judge): Judged | undefined {
  for (const edits of preferredFixes(findings).slice(0, maxLooksAhead)) {
    const next = judged(text, edits, judge.validate);
    if (next.text === text || countErrors(next.findings) <= countErrors(findings)) continue;
    const end = settled(next, judge);
    if (isBetter(end.findings, findings)) return end;
  }
  return undefined;
}

function isBetter(after: readonly Finding[], before: readonly Finding[]): boolean {
  return !isWorse(after, before) && countErrors(after) < countErrors(before);
}

function judged(text: string, edits: readonly Edit[], validate: Validate): Judged {
  const next = applyEdits(text, edits);
  return { text: next, findings: validate(next) };
}

/** Text that parses at last, or has a kind at last, shows the errors that this hid: only then may there be more of them. */
export function isWorse(after: readonly Finding[], before: readonly Finding[]): boolean {
  for (const hides of [isSyntaxError, isRepeatedKey, isNoKind]) {
    const left = after.filter(hides).length;
    const had = before.filter(hides).length;
    if (left !== had) return left > had;
  }
  return countErrors(after) > countErrors(before);
}

function isSyntaxError(finding: Finding): boolean {
  return finding.rule === "yaml-syntax";
}

/** Of two values under one key only one is judged. */
function isRepeatedKey(finding: Finding): boolean {
  return finding.rule === "yaml-duplicate-key";
}

/** An object of a kind that the server does not have is judged no further. */
function isNoKind({ server }: Finding): boolean {
  return /^no matches for kind|^Object '(Kind|apiVersion)' is missing/.test(server?.message ?? "");
}

function countErrors(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === "error").length;
}

/** What "Fix all" does about a finding. */
export function preferredFix({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ preferred }) => preferred);
}

/** What changes or moves text goes first: what it brings along need not be added anew. */
function preferredFixes(findings: readonly Finding[]): readonly FixEdits[] {
  const fixes = findings.flatMap((finding) => {
    const fix = preferredFix(finding);
    return fix && fix.elsewhere === undefined ? [fix.edits] : [];
  });
  const adds = (edits: FixEdits): boolean => edits.every(({ start, end }) => start === end);
  return [...fixes.filter((edits) => !adds(edits)), ...fixes.filter(adds)];
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

/**
 * Two insertions at one place are two fixes for one lack: the second waits for the next round. So does one at the end of
 * what another rewrites.
 */
function overlaps(a: Edit, b: Edit): boolean {
  if (a.start === b.start) return true;
  const [first, second] = a.start < b.start ? [a, b] : [b, a];
  return second.start < first.end || (second.start === first.end && second.end === second.start);
}
