import type { Edit, Finding } from "./finding.ts";
import { lineEnd, lineStart, newlineOf } from "./edit/lines.ts";

const comment = /(?:^|\s)#\s*nap-ignore\s+([a-z0-9-]+(?:[\s,]+[a-z0-9-]+)*)/;

/**
 * A comment silences rules by their ids, one or several (`# nap-ignore zone-format, weight-range`): at the end of the
 * finding's first line, or among the comment lines directly above it. Words behind a second `#` are a reason.
 */
export function isSilenced(text: string, finding: Finding): boolean {
  const start = lineStart(text, finding.range.start);
  if (names(text.slice(start, lineEnd(text, start)), finding.rule)) return true;
  let above = start;
  while (above > 0) {
    above = lineStart(text, above - 1);
    const line = text.slice(above, lineEnd(text, above)).trim();
    if (!line.startsWith("#")) return false;
    if (names(line, finding.rule)) return true;
  }
  return false;
}

function names(line: string, rule: string): boolean {
  return (
    comment
      .exec(line)?.[1]
      ?.split(/[\s,]+/)
      .includes(rule) === true
  );
}

/**
 * The edit that silences a finding: a comment line above, indented like the line it speaks of. Inside of a text block
 * or a quoted text of several lines there is no room for a comment; callers offer none where the range begins there.
 */
export function silencingEdit(text: string, finding: Finding): Edit {
  const start = lineStart(text, finding.range.start);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? "";
  const newText = `${indent}# nap-ignore ${finding.rule}${newlineOf(text)}`;
  return { start, end: start, newText };
}
