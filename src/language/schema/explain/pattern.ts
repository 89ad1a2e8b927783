import { remove, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import type { Value } from "../server/value.ts";
import { validateSchema } from "../server/validateSchema.ts";
import { fix, nameOf, shownValue } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";
import { unitsMeant } from "./duration.ts";
import { lifetimeFixes } from "./lifetime.ts";
import { textMeant } from "./meant.ts";
import { quantitiesMeant } from "./quantity.ts";
import { form } from "./patternWords.ts";

/** Text that does not look as it must. */
export function explainPattern(given: Case): Explained {
  const { error } = given;
  const kind = form(error.node?.schema.pattern ?? "", error.node?.schema.format);
  const message = `${nameOf(error.path)} is ${shownValue(error)}; it must be ${kind}.`;
  return { rule: "pattern", message, fixes: spellings(given) };
}

function spellings({ manifest, error }: Case): readonly Fix[] {
  const lifetimes = lifetimeFixes(manifest, error.path, error.value);
  if (lifetimes.length > 0) return lifetimes;
  const amounts = amountFixes({ manifest, error });
  if (amounts) return amounts;
  const meant =
    typeof error.value === "string" && error.node ? textMeant(error.value, error.node) : undefined;
  const fixes: Fix[] =
    meant === undefined
      ? [
          ...wholePercents(error.value),
          ...unitsMeant(typeof error.value === "string" ? error.value : ""),
        ]
          .filter((text) => error.node && validateSchema(text, error.node).length === 0)
          .flatMap((text) => fix(`Write ${text}`, setValue(manifest, error.path, text), false))
      : [...fix(`Write ${meant}`, setValue(manifest, error.path, meant))];
  if (typeof error.value === "string" && /^never$/i.test(error.value) && meant === undefined)
    fixes.unshift(...withoutLimit(manifest, error.path));
  return [...withoutEmptyValue(manifest, error), ...fixes];
}

/** A number with words for its unit; undefined for all other texts, and where none of its readings is right as it stands. */
function amountFixes({
  manifest,
  error,
}: Pick<Case, "manifest" | "error">): readonly Fix[] | undefined {
  const { node, path, value } = error;
  if (typeof value !== "string" || !/(num|E\|P\|T\|G\|M\|)k?/i.test(node?.schema.pattern ?? ""))
    return undefined;
  const texts = quantitiesMeant(String(path.at(-1)), value);
  const right = texts?.filter((text) => node && validateSchema(text, node).length === 0) ?? [];
  if (texts === undefined || (right.length === 0 && texts.length > 0)) return undefined;
  return right.flatMap((text) =>
    fix(`Write ${text}`, setValue(manifest, path, text), right.length === 1),
  );
}

/** A taint without a value is what `value: ""` says everywhere else in Kubernetes. */
function withoutEmptyValue(manifest: Manifest, { path, value }: Case["error"]): readonly Fix[] {
  const isTaint = /^(startupT|t)aints$/.test(String(path.at(-3))) && path.at(-1) === "value";
  return isTaint && value === ""
    ? fix("Remove value, which is the same as an empty one", remove(manifest, path))
    : [];
}

/** No limit is what holds where nothing is written. */
function withoutLimit(manifest: Manifest, path: Path): readonly Fix[] {
  return path.at(-1) === "terminationGracePeriod"
    ? fix("Remove terminationGracePeriod: without it there is no limit", remove(manifest, path))
    : [];
}

/** The percentages on both sides of a fraction of one. */
function wholePercents(value: Value | undefined): readonly string[] {
  const digits =
    typeof value === "string" ? /^(\d{1,3}\.\d+)\s*%$/.exec(value.trim())?.[1] : undefined;
  if (digits === undefined) return [];
  const near = [Math.floor(Number(digits)), Math.ceil(Number(digits))];
  return [...new Set(near)].map((percent) => `${percent}%`);
}
