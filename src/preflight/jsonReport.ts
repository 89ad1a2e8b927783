import type { CheckResult } from "../nap/preflight/preflight.ts";
import type { Judged } from "./judged.ts";

/** One JSON object; docs/preflight.md describes its shape. */
export function jsonReport(judged: readonly Judged[]): string {
  const files = judged.map(({ document: { path, problems }, clusters }) => ({
    path,
    problems: problems.map(({ message, line }) => ({ message, line })),
    clusters: clusters.map(({ cluster: { name, pointer }, results }) => ({
      name,
      pointer,
      checks: results.map(checkToJson),
    })),
  }));
  return `${JSON.stringify({ files }, undefined, 2)}\n`;
}

function checkToJson({ id, title, result, seen, why, source, remedy }: CheckResult) {
  return {
    id,
    title,
    result,
    seen,
    why,
    source: `${source.url} (${source.date})`,
    ...(remedy && { remedy: [remedy.text, ...remedy.commands].join("\n") }),
  };
}
