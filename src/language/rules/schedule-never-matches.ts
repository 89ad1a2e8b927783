import { parseSchedule } from "../../karpenter/cron.ts";
import { neverMatches } from "../../karpenter/cronTimes.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

export const scheduleNeverMatches: Rule = {
  id: "schedule-never-matches",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A schedule that names no day of the calendar makes its budget count always.",
  why: "Karpenter asks when the schedule fires next; where it finds no date, as for 30 February, it takes the answer for a date in the past, and the budget is in force all the time.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      schedule: "0 0 31 2 *"\n      duration: 8h\n',
    ),
    good: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      schedule: "0 0 28 2 *"\n      duration: 8h\n',
    ),
  },
  *check(manifest) {
    for (const { path, schedule } of budgetsOf(manifest)) {
      if (schedule === undefined) continue;
      const { value } = parseSchedule(schedule);
      if (value === undefined || !neverMatches(value)) continue;
      const repaired = onLastDay(schedule);
      yield {
        at: [...path, "schedule"],
        message:
          "No day of the calendar matches this schedule; Karpenter then keeps the budget in force all the time.",
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

/** The nearest earlier day of the month on which the schedule does fire. */
function onLastDay(schedule: string): string | undefined {
  const fields = schedule.trim().split(/\s+/);
  if (!/^\d+$/.test(fields[2] ?? "")) return undefined;
  return ["30", "29", "28"]
    .map((day) => fields.with(2, day).join(" "))
    .find((candidate) => firesEveryYear(candidate));
}

function firesEveryYear(schedule: string): boolean {
  const { value } = parseSchedule(schedule);
  if (value === undefined || neverMatches(value)) return false;
  return (
    value.kind === "every" || !(value.days.values.includes(29) && value.months.values.includes(2))
  );
}
