import type { Edit } from "../finding.ts";
import type { Candidate } from "./candidate.ts";
import type { Line } from "./textLines.ts";

/** Spaces in place of tabs: some for each tab, or as many as the lines around have. */
export function tabs(lines: readonly Line[]): Candidate[] {
  if (!lines.some(hasTab)) return [];
  const widths = [2, 4, 8].map(
    (width) => (line: Line) => line.indent.replaceAll("\t", " ".repeat(width)),
  );
  const indents = [...widths, besides(lines, 1), besides(lines, -1)];
  return indents.map((indentOf) => ({
    title: "Indent with spaces",
    edits: lines.filter(hasTab).map((line) => indentation(line, indentOf(line))),
    sure: true,
  }));
}

function hasTab({ indent }: Line): boolean {
  return indent.includes("\t");
}

function indentation(line: Line, newText: string): Edit {
  return { start: line.start, end: line.start + line.indent.length, newText };
}

/** The indentation of the next line without a tab below (1) or above (-1); two blanks deeper under a key of a map. */
function besides(lines: readonly Line[], direction: 1 | -1): (line: Line) => string {
  return (line) => {
    for (let at = lines.indexOf(line) + direction; ; at += direction) {
      const other = lines[at];
      if (other === undefined) return "";
      if (other.blank || hasTab(other)) continue;
      return direction < 0 && other.content.endsWith(":") ? `${other.indent}  ` : other.indent;
    }
  };
}

/** The line with what may hang on it, moved to each depth that the lines above have, nearest first. */
export function reindented(lines: readonly Line[], at: number): Candidate[] {
  const line = lines[at];
  if (line === undefined || line.blank) return [];
  const own = line.indent.length;
  return depthsAbove(lines, at).flatMap((target) =>
    groupsFrom(lines, at).map((group) => ({
      title: `Indent ${target < own ? "less" : "more"}, like the lines it belongs to`,
      edits: shift(group, target - own),
    })),
  );
}

function depthsAbove(lines: readonly Line[], at: number): readonly number[] {
  const own = lines[at]?.indent.length ?? 0;
  const above = lines.slice(0, at).filter(({ blank }) => !blank);
  const depths = new Set(above.flatMap(({ indent }) => [indent.length, indent.length + 2]));
  return [...depths]
    .filter((depth) => depth !== own)
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own))
    .slice(0, 6);
}

/** What may hang on a line: all that is deeper, its siblings too, its siblings as far as the next item, or nothing. */
function groupsFrom(lines: readonly Line[], at: number): readonly (readonly Line[])[] {
  const [line, ...below] = lines.slice(at).filter(({ blank }) => !blank);
  if (line === undefined) return [];
  const own = line.indent.length;
  const isItem = (other: Line) => other.indent.length === own && other.content.startsWith("-");
  const whileTrue = (belongs: (other: Line) => boolean) => {
    const end = below.findIndex((other) => !belongs(other));
    return [line, ...(end < 0 ? below : below.slice(0, end))];
  };
  const groups = [
    whileTrue((other) => other.indent.length > own),
    whileTrue((other) => other.indent.length >= own),
    whileTrue((other) => other.indent.length >= own && !isItem(other)),
    [line],
  ];
  // All begin at the same line, so those of one length are one: each costs a parse.
  return [...new Map(groups.map((group) => [group.length, group])).values()];
}

function shift(lines: readonly Line[], by: number): Edit[] {
  return lines.map(({ start, indent }) =>
    by > 0
      ? { start, end: start, newText: " ".repeat(by) }
      : { start, end: start + Math.min(-by, indent.length), newText: "" },
  );
}
