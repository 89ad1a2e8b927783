import { Draft } from "../../edit/draft.ts";
import { remove, renameKey, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { itemsOf, nodeAt } from "../../yaml/node.ts";
import type { Path, YamlNode } from "../../yaml/node.ts";
import { plain } from "../server/decode.ts";
import { goJson } from "../server/serverError.ts";
import type { Value } from "../server/serverError.ts";
import { validateSchema } from "../server/validateSchema.ts";
import type { Case, Explained } from "./explanation.ts";
import { unitsMeant } from "./duration.ts";
import { lifetimeFixes } from "./lifetime.ts";
import { betweenBounds } from "./between.ts";
import { choice, fix, nameOf, onePreferred } from "./explanation.ts";
import { textMeant } from "./meant.ts";
import { isNever } from "./never.ts";
import { quantitiesMeant } from "./quantity.ts";

/** A value that is none of the allowed ones. */
export function explainEnum({ manifest, error }: Case): Explained {
  const values = (error.node?.schema.enum ?? []).map(String);
  const meant =
    typeof error.value === "string" && error.node ? textMeant(error.value, error.node) : undefined;
  const fixes = [...(meant === undefined ? [] : [meant]), ...values.filter((one) => one !== meant)]
    .slice(0, 8)
    .flatMap((value) =>
      fix(`Write ${value}`, setValue(manifest, error.path, value), value === meant),
    );
  const message = `${nameOf(error.path)} is ${shownValue(error)}, which is none of ${choice(values)}.`;
  return {
    rule: "unsupported-value",
    message,
    fixes: onePreferred([
      ...expiryReason(manifest, error),
      ...neverConsolidates(manifest, error),
      ...betweenBounds({ manifest, error }),
      ...fixes,
    ]),
  };
}

/** No budget holds expiry back any more, so beside other reasons this one says nothing. */
function expiryReason(manifest: Manifest, { path, value }: Case["error"]): readonly Fix[] {
  const isExpiry = typeof value === "string" && /^expir(ed|y|ation)$/i.test(value);
  if (!isExpiry || path.at(-2) !== "reasons") return [];
  const isAlone = itemsOf(nodeAt(manifest.root, path.slice(0, -1))).length < 2;
  return isAlone
    ? []
    : fix(`Remove ${value}: budgets do not hold expiry back`, remove(manifest, path));
}

/** Consolidation is switched off where its delay is; another delay beside it says the opposite. */
function neverConsolidates(manifest: Manifest, { path, value }: Case["error"]): readonly Fix[] {
  if (typeof value !== "string" || !isNever(value) || path.at(-1) !== "consolidationPolicy")
    return [];
  const delay = [...path.slice(0, -1), "consolidateAfter"];
  const old = nodeAt(manifest.root, delay);
  const isSaid = old?.kind === "scalar" && old.raw === "Never";
  const draft = new Draft(manifest);
  draft.step((now) => (old ? remove(now, path) : renameKey(now, path, "consolidateAfter")));
  if (!isSaid) draft.step((now) => setValue(now, delay, "Never"));
  const title = isSaid
    ? "Remove it: consolidateAfter says Never"
    : "Make it consolidateAfter: Never";
  return fix(title, draft.edits(), isSaid || old === undefined);
}

function shownValue({ value }: Case["error"]): string {
  if (value === undefined || value === "") return "empty";
  const text = typeof value === "string" ? value : goJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

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

/** What the patterns of Karpenter's CRDs mean, by what is typical of them. */
const forms: readonly (readonly [string, string])[] = [
  ["(s|m|h))+|Never", "a duration in hours, minutes and seconds such as 720h or 1h30m, or Never"],
  ["(s|m|h))+|", "a duration in hours, minutes and seconds such as 720h or 1h30m, or Never"],
  ["(s|m|h))+", "a duration in hours, minutes and seconds such as 720h or 1h30m"],
  ["[0-9]+(h|m)", "a duration in hours and minutes such as 8h or 1h30m"],
  ["{1,2})%|[0-9]+", "a number of nodes or a percentage of them up to 100%"],
  ["@(annually", "a cron schedule of five fields such as 0 9 * * 1-5, or a macro such as @daily"],
  ["(E|P|T|G|M|K|Ei", "a size such as 50Mi"],
  ["[numkMGTPE]", "a quantity such as 100, 1500m or 64Gi"],
  [
    "\\/subscriptions",
    "the resource ID of a subnet, /subscriptions/.../virtualNetworks/.../subnets/...",
  ],
  ["^[^/]*$", "an API group without a version, such as karpenter.azure.com"],
  ["^\\d+ \\d+$", "two port numbers with one space between them, such as 32768 60999"],
  ["^\\d+(\\.\\d+)?$", "a price such as 0.05"],
  ["([+-]{1}", "a signed amount or percentage such as +0.05 or -10%"],
  ["(\\/))?(", "a qualified name such as example.com/dedicated: letters, digits, '-', '_' and '.'"],
  [
    "_.]*)?[A-Za-z0-9])?$",
    "a label value: letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
  ],
];

function form(pattern: string, format: string | undefined): string {
  if (format === "date-time" || pattern === "")
    return "a date and time such as 2026-01-31T08:00:00Z";
  return forms.find(([part]) => pattern.includes(part))?.[1] ?? `text that matches ${pattern}`;
}

/** A number beyond a bound. */
export function explainBound(given: Case): Explained {
  const { error, manifest } = given;
  const { minimum, maximum } = error.node?.schema ?? {};
  const bound = error.cause === "minimum" ? minimum : maximum;
  const range =
    minimum !== undefined && maximum !== undefined
      ? `between ${minimum} and ${maximum}`
      : error.cause === "minimum"
        ? `${minimum ?? 0} or more`
        : `${maximum ?? 0} or less`;
  const message = `${nameOf(error.path)} is ${shownValue(error)}; it must be ${range}.`;
  return {
    rule: "out-of-bounds",
    message,
    fixes: onePreferred(boundFixes(given, bound)),
    at: error.path,
  };

  function boundFixes(_: Case, limit: number | undefined): readonly Fix[] {
    const isZero = error.value === 0n && error.cause === "minimum";
    const removal = isZero ? fix(`Remove ${nameOf(error.path)}`, remove(manifest, error.path)) : [];
    if (limit === undefined || nodeAt(manifest.root, error.path)?.kind !== "scalar") return removal;
    // A negative number may stand for "no limit": the least one would be its opposite.
    const isMiss = typeof error.value !== "bigint" || error.value > 0n;
    const preferred = error.cause === "maximum" || isMiss;
    return [...removal, ...fix(`Write ${limit}`, setValue(manifest, error.path, limit), preferred)];
  }
}

/** Too long, too short, too many, too few. */
export function explainLength({ error }: Case): Explained {
  const { schema } = error.node ?? {};
  const limits: Readonly<Record<string, string>> = {
    maxLength: `have at most ${schema?.maxLength ?? 0} characters`,
    minLength:
      schema?.minLength === 1
        ? "not be empty"
        : `have at least ${schema?.minLength ?? 0} characters`,
    maxItems: `have at most ${schema?.maxItems ?? 0} items`,
    minItems: `have at least ${schema?.minItems ?? 0} items`,
    maxProperties: `have at most ${schema?.maxProperties ?? 0} entries`,
    minProperties: `have at least ${schema?.minProperties ?? 0} entries`,
  };
  const message = `${nameOf(error.path)} must ${limits[error.cause] ?? "be of another size"}.`;
  return { rule: "out-of-bounds", message, fixes: [] };
}

/** An item that stands twice in a list that is a set, or a key that stands twice in a list that is a map. */
export function explainDuplicate({ manifest, error }: Case): Explained {
  const isWhole = isCopy(manifest.root, error.path);
  const shown = error.value === undefined ? "" : ` (${shownValue(error)})`;
  const message = `${nameOf(error.path.slice(0, -1))} lists the same item twice${shown}; each may stand there once.`;
  const fixes = fix("Remove the repetition", remove(manifest, error.path), isWhole);
  return { rule: "duplicate-item", message, fixes };
}

/** The item equals one before it in every field. */
function isCopy(root: YamlNode, path: Path): boolean {
  const texts = itemsOf(nodeAt(root, path.slice(0, -1))).map((item) => goJson(plain(item)));
  const index = Number(path.at(-1));
  return texts.indexOf(texts[index] ?? "") < index;
}
