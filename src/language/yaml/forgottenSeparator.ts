import { lineStart } from "../edit/lines.ts";
import type { YamlProblem } from "./yamlProblem.ts";

/** Documents by hand have fewer duplicates; the search must not be slow on what no one wrote. */
const most = 30;

/**
 * Whether a duplicate key of the document's root belongs to another object: apiVersion and kind both stand twice, so
 * somebody forgot the `---` between two objects. `begins`: it belongs before this key; `follows`: before an earlier one.
 */
export function forgottenSeparator(
  problem: YamlProblem,
  problems: readonly YamlProblem[],
  text: string,
): "begins" | "follows" | undefined {
  if (problem.rule !== "yaml-duplicate-key" || problems.length > most) return undefined;
  const root = /^(?![ \t]*(?:#|$|---))[ ]*/m.exec(text)?.[0];
  const isOfRoot = ({ rule, range }: YamlProblem): boolean =>
    rule === "yaml-duplicate-key" && text.slice(lineStart(text, range.start), range.start) === root;
  if (!isOfRoot(problem)) return undefined;
  const twice = problems.filter(isOfRoot).sort((a, b) => a.range.start - b.range.start);
  const names = new Set(twice.map(({ range }) => text.slice(range.start, range.end)));
  if (!names.has("apiVersion") || !names.has("kind")) return undefined;
  return twice[0] === problem ? "begins" : "follows";
}
