import type { FileFinding, Severity } from "../language/index.ts";
import { LineIndex } from "./lineIndex.ts";
import type { PositionRange } from "./lineIndex.ts";
import { printable } from "./printable.ts";
import type { Format, JudgedFile, Totals } from "./report.ts";

export interface TextOptions {
  readonly colors: boolean;
  readonly summary: boolean;
  /** Which findings are told. */
  readonly shown: (severity: Severity) => boolean;
}

type Paint = (style: keyof typeof styles, text: string) => string;

/** SGR parameters of ECMA-48. */
const styles = { error: "31", warning: "33", info: "36", bold: "1", dim: "2" } as const;

/** For people: in a terminal and in the logs of a build. */
export function textFormat({ colors, summary, shown }: TextOptions): Format {
  const paint: Paint = (style, text) =>
    colors && text !== "" ? `\u001b[${styles[style]}m${text}\u001b[0m` : text;
  return {
    head: "",
    separator: "",
    file: (file) => {
      const lines = new LineIndex(file.text);
      return file.findings
        .filter(({ severity }) => shown(severity))
        .map((finding) => entry(file, finding, { lines, paint }))
        .join("");
    },
    tail: (totals) => (summary ? `${sumUp(totals, paint)}\n` : ""),
  };
}

function entry(
  { path }: JudgedFile,
  finding: FileFinding,
  { lines, paint }: { lines: LineIndex; paint: Paint },
): string {
  const range = lines.range(finding.range);
  const { line, character } = range.start;
  const place = `${path}:${line + 1}:${character + 1}`;
  const { severity, layer, rule, server } = finding;
  const message = printable(finding.message);
  const kind = `${paint(severity, severity)} ${paint("dim", layer)}`;
  const head = `${paint("bold", printable(place))} ${kind} ${rule} ${message}`;
  const words = server ? [server.field, server.message].filter((text) => text !== "") : [];
  const server_ =
    words.length > 0 ? [paint("dim", `      server: ${words.map(printable).join(": ")}`)] : [];
  return [head, ...excerpt(lines, range, (text) => paint(severity, text)), ...server_, ""]
    .join("\n")
    .concat("\n");
}

/** No more of a line than fits a wide terminal. */
const excerptWidth = 120;

/** The line in question and a line of carets under what is meant. */
function excerpt(
  lines: LineIndex,
  { start, end }: PositionRange,
  paint: (text: string) => string,
): readonly string[] {
  const whole = lines.line(start.line);
  const from = Math.max(0, start.character - excerptWidth / 2);
  const line = whole.slice(from, from + excerptWidth);
  const first = start.character - from;
  const last = end.line > start.line ? line.trimEnd().length : end.character - from;
  const before = line.slice(0, first).replace(/[^\t]/gu, (letter) => " ".repeat(width(letter)));
  const marked = Math.max(1, columns(line.slice(first, Math.min(last, line.length))));
  const number = String(start.line + 1).padStart(5);
  return [`${number} | ${printable(line)}`, `      | ${before}${paint("^".repeat(marked))}`];
}

function columns(text: string): number {
  let sum = 0;
  for (const letter of text) sum += width(letter);
  return sum;
}

/** Terminals give two columns to East Asian wide letters and to pictures. */
function width(letter: string): number {
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]|\p{Emoji_Presentation}/u.test(
    letter,
  )
    ? 2
    : 1;
}

function sumUp({ files, filesWithFindings, counts, fixable }: Totals, paint: Paint): string {
  const judged = plural(files, "file");
  const kinds = (["error", "warning", "info"] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return `No findings in ${judged}.`;
  const found = kinds.map((kind) => paint(kind, plural(counts[kind], nouns[kind])));
  const repair = fixable > 0 ? ` ${fixable} can be repaired with --fix.` : "";
  return `${found.join(", ")} in ${filesWithFindings} of ${judged}.${repair}`;
}

const nouns: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
