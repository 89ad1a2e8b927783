import { parseSchedule } from "../../karpenter/cron.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
import { inUtc } from "./scheduleInUtc.ts";
import { repairSchedule } from "./scheduleRepair.ts";

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
      if (schedule === undefined) continue;
      const { error } = parseSchedule(schedule);
      if (error === undefined) continue;
      const repaired = repairSchedule(schedule);
      const texts = repaired === undefined ? inUtc(schedule) : [repaired];
      yield {
        at: [...path, "schedule"],
        message: `Karpenter cannot read this schedule: ${reason(schedule)}. So it disrupts no node of the pool for any reason.`,
        // Winter and summer differ: which one is meant, or both by two budgets, is not for us to say.
        fixes: texts.map((text) => ({
          title: `Write ${text}`,
          edits: setValue(manifest, [...path, "schedule"], text),
          preferred: texts.length === 1,
        })),
      };
    }
  },
};

/** What it stumbles over, as far as it can be told in general. */
function reason(schedule: string): string {
  const fields = schedule.trim().split(/\s+/);
  if (/^(CRON_)?TZ=/i.test(schedule.trim()))
    return "it takes no time zone, every schedule is in UTC";
  if (schedule.trim().startsWith("@"))
    return "of the macros it knows @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly and @every";
  if (fields.length !== 5)
    return `it takes five fields (minute, hour, day, month, weekday) and finds ${fields.length}`;
  return "minutes are 0-59, hours 0-23, days 1-31, months 1-12 or jan-dec, weekdays 0-6 or sun-sat, and ranges go up";
}
