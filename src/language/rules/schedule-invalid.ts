import { parseSchedule } from "../../karpenter/cron.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
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
      yield {
        at: [...path, "schedule"],
        message: `Karpenter cannot read this schedule (${error}), so it disrupts no node of the pool for any reason. Write five fields in UTC, weekdays 0-6 or sun-sat, or @daily and the like.`,
        fixes: repaired
          ? [
              {
                title: `Write ${repaired}`,
                edits: setValue(manifest, [...path, "schedule"], repaired),
              },
            ]
          : [],
      };
    }
  },
};
