import type { Edit } from "../finding.ts";
import type { Candidate } from "./candidate.ts";
import { strayBlanks } from "./strayBlanks.ts";
import type { Line } from "./textLines.ts";

/** What comes along when YAML is copied from a web page, a shell or a change request. */
export function pasted(lines: readonly Line[]): Candidate[] {
  return [...blanks(lines), ...entities(lines), ...shell(lines), ...diff(lines)];
}

function blanks(lines: readonly Line[]): Candidate[] {
  const edits = lines.flatMap(({ start, indent, content }) =>
    strayBlanks(indent + content).map((edit) => moved(edit, start)),
  );
  return candidate("Write plain blanks", edits);
}

const characters: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&amp;": "&",
};

function entities(lines: readonly Line[]): Candidate[] {
  const edits = lines.flatMap(({ start, indent, content }) =>
    [...content.matchAll(/&(?:quot|apos|lt|gt|nbsp|amp|#34|#39);/g)].map((found) => {
      const at = start + indent.length + found.index;
      return { start: at, end: at + found[0].length, newText: characters[found[0]] ?? "" };
    }),
  );
  return candidate("Write the characters that the HTML entities stand for", edits);
}

/** The command around a here document, and prompts with the commands behind them. */
function shell(lines: readonly Line[]): Candidate[] {
  const here = lines.findIndex(({ content }) => /<<-?\s*['"]?\w+['"]?/.test(content));
  const word = /<<-?\s*['"]?(\w+)/.exec(lines[here]?.content ?? "")?.[1];
  const edits = lines.flatMap(({ start, indent, content }, index) => {
    const isCommand = index === here || content === word || /^[$>] \S/.test(content);
    return isCommand && indent === "" ? [{ start, end: start, newText: "# " }] : [];
  });
  return candidate("Make the commands comments", edits);
}

/** The text as it is after a change: marks in the first column, lines with a minus gone. */
function diff(lines: readonly Line[]): Candidate[] {
  const filled = lines.filter(({ indent, content }) => indent + content !== "");
  const marks = filled.map(({ indent, content }) => (indent + content).charAt(0));
  const isDiff = marks.every((mark) => " +-".includes(mark)) && marks.includes("+");
  if (!isDiff) return [];
  const edits = filled.map(({ start, indent, content }) => {
    const isGone = indent === "" && content.startsWith("-");
    return { start, end: start + 1, newText: isGone ? "#" : "" };
  });
  return candidate("Take the text after the change", edits);
}

function candidate(title: string, edits: readonly Edit[]): Candidate[] {
  return edits.length === 0 ? [] : [{ title, edits, sure: true }];
}

function moved({ start, end, newText }: Edit, by: number): Edit {
  return { start: start + by, end: end + by, newText };
}
