import { parseDuration, toMilliseconds } from "../../../karpenter/duration.ts";
import { Draft } from "../../edit/draft.ts";
import { remove, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { itemsOf, nodeAt, stringOf, valueOf } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import type { RuleError } from "../cel/validateRules.ts";
import { addZones, lackingZones, zonesInWords } from "./dnsZones.ts";
import { fix } from "./explanation.ts";

type Repair = (manifest: Manifest, path: Path) => readonly Fix[];

interface CelRule {
  /** Beginning of the rule's message in the CRDs of Karpenter and its Azure provider. */
  readonly start: string;
  /** What is wrong and what to do, in our own words. */
  readonly sentence: string;
  readonly repair?: Repair;
}

const singleNumber: Omit<CelRule, "start"> = {
  sentence:
    "Gt, Lt, Gte and Lte compare with one number: values must list exactly one, not negative",
  repair: keepStrictest,
};

/** Those that no rule of its own explains. */
const celRules: readonly CelRule[] = [
  {
    start: "group may not be empty",
    sentence: "The group of the nodeClassRef is empty: it is karpenter.azure.com",
    repair: write("karpenter.azure.com"),
  },
  {
    start: "kind may not be empty",
    sentence: "The kind of the nodeClassRef is empty: it is AKSNodeClass",
    repair: write("AKSNodeClass"),
  },
  {
    start: "name may not be empty",
    sentence: "The nodeClassRef names no AKSNodeClass",
    repair: write("default"),
  },
  {
    start: "requirements with operator 'In' must have a value",
    sentence: "The operator In needs at least one value to compare with",
    repair: asksForValues("Exists"),
  },
  {
    start: "requirements with operator 'NotIn' must have a value",
    sentence: "The operator NotIn needs at least one value here",
    repair: asksForValues("DoesNotExist"),
  },
  { start: "requirements operator 'Gt'", ...singleNumber },
  {
    start: "'schedule' must be set with 'duration'",
    sentence:
      "A window needs both: schedule says when it opens, duration for how long; a budget without either always holds",
    repair: withoutWindow,
  },
  {
    start: "must contain required zones",
    sentence: "The list must have entries for the zones '.' and 'cluster.local'",
    repair: withAllZones,
  },
  {
    start: "spec is immutable",
    sentence: "The spec of a NodeClaim cannot be changed: delete it and create another",
  },
  {
    start: "nodeClassRef.group is immutable",
    sentence: "The group of the nodeClassRef cannot be changed: create another NodePool",
  },
  {
    start: "nodeClassRef.kind is immutable",
    sentence: "The kind of the nodeClassRef cannot be changed: create another NodePool",
  },
];

function ruleOf({ rule }: RuleError): CelRule | undefined {
  const message = rule.message ?? "";
  return celRules.find(({ start }) => message.startsWith(start));
}

/** What a broken CEL rule wants, in our own words and without a full stop; undefined for a rule that is not known here. */
export function celSentence(error: RuleError): string | undefined {
  return ruleOf(error)?.sentence;
}

/** Fixes for a broken CEL rule, where a right text can be derived. */
export function celFixes(manifest: Manifest, error: RuleError, path: Path): readonly Fix[] {
  return ruleOf(error)?.repair?.(manifest, path) ?? [];
}

function write(text: string): Repair {
  return (manifest, path) => fix(`Write ${text}`, setValue(manifest, path, text));
}

const requirementFields = new Set(["key", "operator", "values", "minValues"]);

function asksForValues(operator: string): Repair {
  return (manifest, path) => {
    const item = nodeAt(manifest.root, path);
    // Under another name the values may be there.
    if (item?.kind !== "map" || item.pairs.some(({ name }) => !requirementFields.has(name)))
      return [];
    return fix(`Use the operator ${operator}`, setValue(manifest, [...path, "operator"], operator));
  };
}

/** Of several numbers the one that allows the fewest machines satisfies all of them. */
function keepStrictest(manifest: Manifest, path: Path): readonly Fix[] {
  const item = nodeAt(manifest.root, path);
  const operator = stringOf(valueOf(item, "operator")) ?? "";
  const texts = itemsOf(valueOf(item, "values")).map((value) => stringOf(value) ?? "");
  const [first = ""] = texts;
  // `128Gi` and `v5` say which number is meant.
  const [, bare = first] = /^v?(\d{1,15}) ?(?:gi?b?|cores?|v?cpus?)?$/i.exec(first) ?? [];
  if (texts.length === 1 && bare !== first)
    return fix(`Write ${bare}`, setValue(manifest, [...path, "values", 0], bare));
  if (texts.length < 2 || !texts.every((text) => /^\d{1,15}$/.test(text))) return [];
  const numbers = texts.map(Number);
  const best = operator.startsWith("G") ? Math.max(...numbers) : Math.min(...numbers);
  const drops = [...texts.keys()].filter((index) => index !== numbers.indexOf(best));
  const draft = new Draft(manifest);
  for (const index of drops.reverse()) draft.step((now) => remove(now, [...path, "values", index]));
  return fix(`Keep ${best}, which satisfies the others too`, draft.edits());
}

/**
 * A budget that always holds is stricter than one with a window; one that allows nothing must not hold for ever unasked.
 * When a window opens, or for how long, is for the user to say: the other half is offered as a start.
 */
function withoutWindow(manifest: Manifest, path: Path): readonly Fix[] {
  const budget = nodeAt(manifest.root, path);
  if (budget?.kind !== "map") return [];
  const schedule = stringOf(valueOf(budget, "schedule"));
  const lone = valueOf(budget, "schedule") ? "schedule" : "duration";
  const isZero = /^0+%?$/.test(stringOf(valueOf(budget, "nodes")) ?? "");
  const [other, value] =
    lone === "schedule"
      ? ["duration", durationFor(schedule ?? "")]
      : ["schedule", scheduleFor(stringOf(valueOf(budget, "duration")) ?? "")];
  return [
    ...fix(`Remove ${lone}`, remove(manifest, [...path, lone]), !isZero),
    ...fix(
      `Add ${other}: ${value}`,
      setValue(manifest, [...path, other], value, { after: lone }),
      false,
    ),
  ];
}

/** Shorter than the time until the window opens again. */
function durationFor(schedule: string): string {
  const [minute = "", hour = ""] = schedule.trim().split(/\s+/);
  if (/[*,/-]/.test(minute)) return "1m";
  return schedule === "@hourly" || /[*,/-]/.test(hour) ? "30m" : "8h";
}

/** Opens again only after the duration is over. */
function scheduleFor(duration: string): string {
  const parsed = parseDuration(duration);
  const hours = parsed.value === undefined ? 0 : toMilliseconds(parsed.value) / 3_600_000;
  if (hours < 24) return "@daily";
  return hours < 7 * 24 ? "@weekly" : "@monthly";
}

function withAllZones(manifest: Manifest, path: Path): readonly Fix[] {
  const lacking = lackingZones(manifest, path);
  return fix(`Add ${zonesInWords(lacking)}`, addZones(manifest, path, lacking));
}
