import { apply, closeAll, type Build } from "./frame.ts";
import type { JsonNode } from "./jsonNode.ts";
import type { ProblemKind, Report } from "./report.ts";
import { nextToken } from "./token.ts";

interface Reading {
  readonly root: JsonNode;
  readonly found: readonly (readonly [ProblemKind, number])[];
}

const structural: ReadonlySet<ProblemKind> = new Set([
  "missing brace",
  "missing bracket",
  "extra brace",
]);

/**
 * Reads the value that starts at an offset. Where braces do not match, the text is read again with its indentation as
 * the witness of where they are missing; the reading with fewer problems is taken.
 */
export function buildValue(text: string, at: number, report: Report): JsonNode {
  const plain = readValue(text, at, false);
  const isCutShort = goesOn(text, plain.root.end);
  if (!isCutShort && !plain.found.some(([kind]) => structural.has(kind)))
    return told(plain, report);
  const indented = readValue(text, at, true);
  const isBetter = indented.found.length <= plain.found.length + (isCutShort ? 1 : 0);
  return told(isBetter ? indented : plain, report);
}

/** Whether more members follow a value that has ended: a brace too many closed it. */
function goesOn(text: string, end: number): boolean {
  const next = nextToken(text, end, () => undefined);
  return next.kind === "," || next.kind === "]" || next.kind === "}";
}

function told({ root, found }: Reading, report: Report): JsonNode {
  for (const [kind, offset] of found) report(kind, offset);
  return root;
}

function readValue(text: string, at: number, trustsIndent: boolean): Reading {
  const found: [ProblemKind, number][] = [];
  const report: Report = (kind, offset) => void found.push([kind, offset]);
  const build: Build = { text, report, stack: [], trustsIndent, at, root: undefined };
  if (text.charAt(at) === '"') {
    report("extra brace", at);
    apply(build, { kind: "{", offset: at, end: at, value: null });
  }
  for (;;) {
    if (build.root !== undefined) return { root: build.root, found };
    const token = nextToken(text, build.at, report);
    build.at = token.end;
    if (token.kind === "end") closeAll(build, token.offset);
    else apply(build, token);
  }
}
