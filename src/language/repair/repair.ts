import { applyEdits } from "../edit/applyEdits.ts";
import type { Finding, Fix } from "../finding.ts";
import type { RuleContext } from "../rule.ts";
import { schemaFindings } from "../schema/schemaFindings.ts";
import { readSource } from "../sourceFile.ts";
import { candidatesAt } from "./candidates.ts";
import type { Candidate } from "./candidate.ts";
import { lineIndexAt, linesOf } from "./textLines.ts";

/** Larger texts are left to the person: every candidate is parsed and judged. */
const maxLength = 50_000;

/**
 * Tries what may be meant by broken YAML and keeps what parses and fits the schema best; with
 * nothing that parses, what gets the parser furthest.
 */
export function repairFixes(text: string, finding: Finding, context: RuleContext): readonly Fix[] {
  if (finding.rule !== "yaml-syntax" || text.length > maxLength) return [];
  const lines = linesOf(text);
  const at = lineIndexAt(lines, finding.range.start);
  const judged = candidatesAt(lines, at).map((candidate) => ({
    candidate,
    score: scoreOf(applyEdits(text, candidate.edits), context),
  }));
  const sure = best(judged.filter(({ candidate, score }) => candidate.sure && score.unread === 0));
  if (sure) return [toFix(sure.candidate)];
  const now = scoreOf(text, context);
  const better = best(judged.filter(({ score }) => compare(score, now) < 0));
  return better ? [toFix(better.candidate)] : [];
}

interface Judged {
  readonly candidate: Candidate;
  readonly score: Score;
}

/** The first of those with the best score. */
function best(judged: readonly Judged[]): Judged | undefined {
  return judged.reduce<Judged | undefined>(
    (leading, one) => (leading && compare(leading.score, one.score) <= 0 ? leading : one),
    undefined,
  );
}

function toFix({ title, edits }: Candidate): Fix {
  return { title, preferred: true, edits };
}

interface Score {
  /** Lines behind the first syntax error; 0 for YAML that parses. */
  readonly unread: number;
  readonly errors: number;
}

function compare(a: Score, b: Score): number {
  return a.unread - b.unread || a.errors - b.errors;
}

function scoreOf(text: string, context: RuleContext): Score {
  const { documents } = readSource("", text, { schemas: context.schemas });
  let unread = 0;
  let errors = 0;
  for (const document of documents) {
    // Also a document that ends before its last line is not read to its end.
    const problem = document.yaml.problems.find(({ rule }) => rule === "yaml-syntax");
    if (problem) unread += document.text.slice(problem.range.start).split("\n").length;
    else
      for (const manifest of document.manifests) errors += schemaFindings(manifest, context).length;
    if (!problem) errors += document.yaml.problems.length;
  }
  return { unread, errors };
}
