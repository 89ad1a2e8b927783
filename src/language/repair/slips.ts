import type { Edit } from "../finding.ts";
import type { Candidate } from "./candidate.ts";
import type { Line } from "./textLines.ts";

const key = String.raw`(?:- +)?[\w./-]+`;

/** What hands used to other languages leave in a line: `key = value`, `value,`, `value -- why`, `>value`. */
export function slips(line: Line | undefined): Candidate[] {
  if (line === undefined) return [];
  return [
    ...instead(line, new RegExp(`^(${key})( *[=;] *)(?=\\S)`), ["Write a colon", ": "]),
    ...instead(line, /^(.*[\w\]}"'])( *[,;]+)(?=\s*(?:#.*)?$)/, ["Remove the comma", ""]),
    ...instead(line, /^(.*?[\w\]}"':] +)(--)(?= )/, ["Begin the comment with #", "#"]),
    ...instead(line, new RegExp(`^(${key}: +)([>|@%!&*\`]+)(?=[^\\s>|@%!&*\`])`), [
      "Remove what stands before the value",
      "",
    ]),
  ];
}

function instead({ content, ...line }: Line, slip: RegExp, [title, newText]: Instead): Candidate[] {
  const [, before, wrong] = slip.exec(content) ?? [];
  if (before === undefined || wrong === undefined) return [];
  const start = line.start + line.indent.length + before.length;
  return [{ title, edits: [{ start, end: start + wrong.length, newText }] }];
}

type Instead = readonly [title: string, newText: string];

/**
 * The first key of an item that lost its dash, where other items begin with the same key: at the place of the dash, or
 * two columns behind it.
 */
export function forgottenDashes(lines: readonly Line[], index: number): Candidate[] {
  const { start, indent, content } = lines[index] ?? { start: 0, indent: "", content: "" };
  const name = /^[\w./-]+:(?=\s|$)/.exec(content)?.[0];
  if (name === undefined || !lines.some((line) => line.content.startsWith(`- ${name}`))) return [];
  const at = start + indent.length;
  const edits: Edit[] = [{ start: at, end: at, newText: "- " }];
  if (indent.length >= 2) edits.push({ start: at - 2, end: at, newText: "- " });
  return edits.map((edit) => ({ title: "Add the dash", edits: [edit] }));
}

/** What the lines of a block begin with whose own key got lost. */
const parents: readonly (readonly [start: RegExp, parent: string])[] = [
  [/^- key:/, "requirements"],
  [/^- key:/, "taints"],
  [/^- (?:nodes|schedule|reasons):/, "budgets"],
  [/^(?:name|labels|annotations):/, "metadata"],
  [/^(?:group|kind): /, "nodeClassRef"],
];

/** A block whose key is missing: its items stand behind other keys, or its keys further in than the line above. */
export function forgottenParents({ start, indent, content, newline }: Line): Candidate[] {
  const width = content.startsWith("- ") ? indent.length : indent.length - 2;
  if (width < 0) return [];
  return parents
    .filter(([begins]) => begins.test(content))
    .map(([, parent]) => ({
      title: `Add ${parent}`,
      edits: [{ start, end: start, newText: `${indent.slice(0, width)}${parent}:${newline}` }],
    }));
}

/** An item that stands behind what ends the line above it: `values: [a] - key: b`, `requirements: - key: b`. */
export function joinedItems(lines: readonly Line[], at: number): Candidate[] {
  const line = lines[at];
  const found = /^(.*\S)( +)- +[\w./-]+:(?:\s|$)/.exec(line?.content ?? "");
  if (line === undefined || !found) return [];
  const [, before = "", blanks = ""] = found;
  const start = line.start + line.indent.length + before.length;
  const dashes = lines.filter(({ content }) => content.startsWith("- "));
  const indents = new Set([line.indent, ...dashes.map(({ indent }) => indent)]);
  return [...indents].map((indent) => ({
    title: "Begin a new line for the item",
    edits: [{ start, end: start + blanks.length, newText: `${line.newline}${indent}` }],
  }));
}
