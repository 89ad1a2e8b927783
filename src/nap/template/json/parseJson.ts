import { buildValue } from "./buildValue.ts";
import { fencedBlocks } from "./fences.ts";
import type { JsonNode } from "./jsonNode.ts";
import { listProblems, type JsonProblem } from "./jsonProblem.ts";
import { isStartOfValue } from "./startOfValue.ts";
import type { ProblemKind, Report } from "./report.ts";
import { nextToken, skipBlanks } from "./token.ts";
import { withoutWrapping } from "./withoutWrapping.ts";

/** What could be read of a text that is, or holds, JSON. */
export interface JsonText {
  /** One for a JSON text; several where values follow each other or stand in other text. */
  readonly roots: readonly JsonNode[];
  /** Empty exactly for what `JSON.parse` takes, apart from nesting deeper than 500 levels. */
  readonly problems: readonly JsonProblem[];
  /** Part of the text that the roots cover, 0 to 1; blanks at the ends not counted. */
  readonly coverage: number;
}

/**
 * Reads JSON as people keep it: comments, trailing commas, raw line breaks in strings, a missing brace, a prompt or a
 * Markdown fence around it, the times of a log before each line. Everything that JSON does not allow is told with its
 * place, and read all the same.
 */
export function parseJson(text: string): JsonText {
  // Before anything else is looked for inside: the text of a string may be JSON as well.
  const only = scalar(text);
  if (only !== undefined) return { roots: [only], problems: [], coverage: 1 };
  const found: [ProblemKind, number][] = [];
  const report: Report = (kind, offset) => void found.push([kind, offset]);
  const start = text.startsWith("\ufeff") ? 1 : 0;
  if (start === 1) report("byte order mark", 0);
  const bare = withoutWrapping(text);
  const blocks = fencedBlocks(bare);
  if (blocks.length > 1 || blocks[0] !== text) report("text", start);
  const roots = blocks.flatMap((block) => [...readRoots(block, start, report)]);
  if (roots.length > 0)
    return { roots, problems: listProblems(text, found), coverage: coverage(bare, roots) };
  return { roots, problems: listProblems(text, [["no JSON", start]]), coverage: 0 };
}

function coverage(text: string, roots: readonly JsonNode[]): number {
  const covered = roots.reduce((sum, { offset, end }) => sum + end - offset, 0);
  return covered / text.trim().length;
}

function* readRoots(text: string, start: number, report: Report): Generator<JsonNode> {
  const aside: [ProblemKind, number][] = [];
  let at = start;
  let count = 0;
  let isInText = false;
  for (;;) {
    at = skipBlanks(text, at, (kind, offset) => void aside.push([kind, offset]));
    if (at >= text.length) break;
    if (!isStartOfValue(text, at)) {
      if (!isInText) report("text", at);
      isInText = true;
      at = nextCandidate(text, at + 1);
      continue;
    }
    for (const [kind, offset] of aside.splice(0)) report(kind, offset);
    if (count++ > 0) report("second value", at);
    const root = buildValue(text, at, report);
    isInText = false;
    yield root;
    at = root.end;
  }
  for (const [kind, offset] of aside) report(kind, offset);
}

/** The next place where a value may start: a brace or bracket, or the beginning of a line. */
function nextCandidate(text: string, from: number): number {
  const pattern = /[{[\n]/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** A JSON text that is a single string, number, boolean or null. */
function scalar(text: string): JsonNode | undefined {
  const problems: ProblemKind[] = [];
  const report: Report = (kind) => void problems.push(kind);
  const token = nextToken(text, 0, report);
  const { offset, end, kind, value } = token;
  const isAlone = nextToken(text, end, report).kind === "end";
  if (!isAlone || problems.length > 0) return undefined;
  if (kind === "string" && typeof value === "string") return { kind, offset, end, value };
  if (kind === "literal" && typeof value !== "string") return { kind, offset, end, value };
  return undefined;
}
