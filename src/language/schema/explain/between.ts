import { Draft } from "../../edit/draft.ts";
import { append, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import { itemsOf, nodeAt, stringOf } from "../../yaml/node.ts";
import type { Case } from "./explanation.ts";
import { fix } from "./explanation.ts";

/**
 * `operator: Between` with two numbers as two requirements. Whether the bounds themselves are meant is not said, so it is
 * never preferred; that they are is how SQL reads the word.
 */
export function betweenBounds({
  manifest,
  error,
}: Pick<Case, "manifest" | "error">): readonly Fix[] {
  const { path, value } = error;
  const isRange = typeof value === "string" && /^(between|(in)?range)$/i.test(value);
  const item = path.slice(0, -1);
  const key = stringOf(nodeAt(manifest.root, [...item, "key"]));
  if (!isRange || path.at(-1) !== "operator" || key === undefined) return [];
  const texts = itemsOf(nodeAt(manifest.root, [...item, "values"])).map((node) =>
    node.kind === "scalar" ? node.raw : "",
  );
  const [low, high, ...more] = texts.map((text) => (/^\d{1,15}$/.test(text) ? Number(text) : NaN));
  if (low === undefined || high === undefined || more.length > 0 || !(low < high)) return [];
  const hasEqual = error.node?.schema.enum?.some((one) => one === "Gte") === true;
  const [least, most] = hasEqual ? (["Gte", "Lte"] as const) : (["Gt", "Lt"] as const);
  const values = hasEqual ? [low, high] : [low - 1, high + 1];
  if (values.some((bound) => bound < 0)) return [];
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, path, least));
  draft.step((now) => setValue(now, [...item, "values"], [String(values[0])]));
  const other = { key, operator: most, values: [String(values[1])] };
  draft.step((now) => append(now, item.slice(0, -1), other));
  return fix(`Require at least ${low} and at most ${high}`, draft.edits(), false);
}
