import type { YamlProblem } from "./yamlProblem.ts";

/** The block list item that a key stands in. */
interface Item {
  /** Offset of its dash. */
  readonly dash: number;
  /** The name of the key behind the dash. */
  readonly first: string;
}

/** A list item by hand has fewer duplicates and lines; the search must not be slow on what no one wrote. */
const most = { problems: 30, lines: 200 };

/**
 * Whether a duplicate key stands in a list item whose keys all come a second time, from the first on: somebody forgot
 * the dash of the next item. `begins`: the dash belongs before this key; `follows`: before an earlier one.
 */
export function forgottenDash(
  problem: YamlProblem,
  problems: readonly YamlProblem[],
  text: string,
): "begins" | "follows" | undefined {
  if (problems.length > most.problems) return undefined;
  const item = itemOf(problem, text);
  if (item === undefined) return undefined;
  const twice = problems.filter((other) => itemOf(other, text)?.dash === item.dash);
  const [first] = twice;
  if (first === undefined || twice.length < 2 || keyOf(first, text) !== item.first)
    return undefined;
  return first === problem ? "begins" : "follows";
}

function keyOf({ range }: YamlProblem, text: string): string {
  return text.slice(range.start, range.end);
}

function itemOf({ rule, range }: YamlProblem, text: string): Item | undefined {
  if (rule !== "yaml-duplicate-key") return undefined;
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  const column = range.start - start;
  if (column < 2 || text.slice(start, range.start).trim() !== "") return undefined;
  for (let end = start - 1, lines = 0; end > 0 && lines < most.lines; lines += 1) {
    const from = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(from, end);
    end = from - 1;
    if (line.slice(0, column).trim() === "") continue;
    const found = /^( *)- ([^\s:]+):/.exec(line);
    return found?.[1]?.length === column - 2
      ? { dash: from + column - 2, first: found[2] ?? "" }
      : undefined;
  }
  return undefined;
}
