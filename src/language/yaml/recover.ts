import { lineEnd, lineStart } from "../edit/lines.ts";
import { Composer } from "./compose.ts";
import type { YamlNode } from "./node.ts";
import type { ParsedYaml } from "./parsedYaml.ts";
import type { YamlProblem } from "./yamlProblem.ts";
import { explain } from "./syntaxSentences.ts";
import { YamlSyntaxError } from "./yamlSyntaxError.ts";

/**
 * Half-typed or broken text: what is in the way is blanked out, line by line, until the rest can be read, so that
 * completion, hover and symbols go on working. Offsets stay what they are.
 */
export function recover(text: string, error: YamlSyntaxError): ParsedYaml {
  const isHopeless = text.length > maxRecovered || error.serverLine < 0;
  const root = isHopeless ? undefined : readable(text, error);
  return { root, problems: [problemOf(text, error)], broken: true };
}

/** More broken places than anybody has in view. */
const maxRounds = 12;

function readable(text: string, error: YamlSyntaxError): YamlNode | undefined {
  let rest = text;
  let problem = error;
  for (let round = 0; round < maxRounds; round += 1) {
    const next = withoutCulprit(rest, problem);
    if (next === undefined) return undefined;
    rest = next;
    try {
      return new Composer(rest).document();
    } catch (again) {
      if (!(again instanceof YamlSyntaxError)) throw again;
      problem = again;
    }
  }
  return undefined;
}

/** Blanks in place of what the reader stumbled over. */
function withoutCulprit(text: string, error: YamlSyntaxError): string | undefined {
  const { offset } = error;
  const isBlank = text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === "";
  const seen = isBlank ? text.slice(0, offset).trimEnd().length - 1 : offset;
  if (seen < 0) return undefined;
  const quote = /["']/.test(text.charAt(error.offset)) ? error.offset : undefined;
  const start = quote ?? unclosed(text, seen, error.opened) ?? lineStart(text, seen);
  const end = lineEnd(text, start);
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** The bracket, if it stands on the line or what follows it is indented no deeper than its line: it was to be closed before. */
function unclosed(text: string, seen: number, opened: number | undefined): number | undefined {
  if (opened === undefined) return undefined;
  const [own, other] = [lineStart(text, opened), lineStart(text, seen)];
  return own === other || indentAt(text, other) <= indentAt(text, own) ? opened : undefined;
}

function indentAt(text: string, start: number): number {
  return /[ -]*/y.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0;
}

function problemOf(text: string, error: YamlSyntaxError): YamlProblem {
  const range = visible(text, error.offset, error.offset + 1);
  const message = explain(error, text);
  if (error.serverLine < 0) return { rule: "yaml-syntax", range, message };
  return { rule: "yaml-syntax", range, message, server: error.server };
}

/** An error at the end of the text is shown on the last character that can be seen. */
function visible(text: string, start: number, end: number): { start: number; end: number } {
  let from = Math.min(start, Math.max(text.length - 1, 0));
  const isUnseen = text.charAt(start) === "\t" ? /[\r\n]/ : /\s/;
  while (from > 0 && isUnseen.test(text.charAt(from))) from -= 1;
  const newline = text.indexOf("\n", from);
  const lineEnd = newline < 0 ? text.length : newline;
  return { start: from, end: Math.max(from, Math.min(Math.max(end, from + 1), lineEnd)) };
}

/** Nobody types in a file of this size; reading it twice would be felt. */
const maxRecovered = 500_000;
