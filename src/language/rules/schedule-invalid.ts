import { parseSchedule } from "../../karpenter/cron.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
import { inUtc } from "./scheduleInUtc.ts";
import { isStorable, repairSchedule } from "./scheduleRepair.ts";

export const scheduleInvalid: Rule = {
  id: "schedule-invalid",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A budget's schedule that Karpenter cannot read stops all disruption of the pool.",
  why: "The CRD looks at a schedule only superficially; Karpenter parses it later, as five fields in UTC with weekdays 0 to 6 or names. One schedule that fails counts as zero allowed disruptions for every reason, also for budgets of other reasons, and nothing but a log line says so.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: "0 9 * * 1-7"\n      duration: 8h\n',
    ),
    good: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: "0 9 * * *"\n      duration: 8h\n',
    ),
  },
  *check(manifest) {
    for (const { path, schedule } of budgetsOf(manifest)) {
      // What the API server does not even store is said of its finding.
      if (schedule === undefined || !isStorable(schedule)) continue;
      if (parseSchedule(schedule).error === undefined) continue;
      yield {
        at: [...path, "schedule"],
        message: `Karpenter cannot read this schedule: ${reason(schedule)}. So it disrupts no node of the pool for any reason.`,
        fixes: fixesOf(manifest, [...path, "schedule"], schedule),
      };
    }
  },
  explain({ rule, path }, manifest) {
    if (rule !== "pattern" || path.at(-3) !== "budgets" || path.at(-1) !== "schedule")
      return undefined;
    const schedule = textAt(manifest, ...path) ?? "";
    const fixes = fixesOf(manifest, path, schedule);
    return {
      message: `The API server takes no such schedule: ${reason(schedule)}.`,
      ...(fixes.length > 0 && { fixes }),
    };
  },
};

function fixesOf(manifest: Manifest, path: Path, schedule: string): readonly RuleFix[] {
  const repaired = repairSchedule(schedule);
  const texts = repaired === undefined ? inUtc(schedule) : [repaired];
  // Winter and summer differ: which one is meant, or both by two budgets, is not for us to say.
  return texts.map((text) => ({
    title: `Write ${text}`,
    edits: setValue(manifest, path, text),
    preferred: texts.length === 1,
  }));
}

/** What it stumbles over, as far as it can be told in general. */
function reason(schedule: string): string {
  const fields = schedule.trim().split(/\s+/);
  if (/^(CRON_)?TZ=/i.test(schedule.trim()))
    return "it takes no time zone, every schedule is in UTC";
  if (schedule.trim().startsWith("@"))
    return "its macros are @yearly, @annually, @monthly, @weekly, @daily, @midnight and @hourly";
  if (fields.length !== 5)
    return `it takes five fields (minute, hour, day, month, weekday) and finds ${fields.length}`;
  const wrong = fields.findIndex((field, index) => !isField(field, index));
  const [name, limits] = fieldNames[wrong] ?? ["weekday", "0-6"];
  return `its ${name} is ${fields[wrong] ?? ""}, and it takes ${limits}, in ranges that go up`;
}

const fieldNames = [
  ["minute", "0-59"],
  ["hour", "0-23"],
  ["day of the month", "1-31"],
  ["month", "1-12 or jan-dec"],
  ["weekday", "0-6 or sun-sat"],
] as const;

function isField(field: string, index: number): boolean {
  const others = ["*", "*", "*", "*", "*"];
  return parseSchedule(others.with(index, field).join(" ")).error === undefined;
}
