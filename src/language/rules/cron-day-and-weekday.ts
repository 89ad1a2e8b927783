import { parseSchedule } from "../../karpenter/cron.ts";
import { append, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeAt, toJson } from "../yaml/node.ts";
import type { Json } from "../yaml/node.ts";
import { budgetsOf } from "./access.ts";
import type { WrittenBudget } from "./access.ts";
import { nodePool } from "./examples.ts";

export const cronDayAndWeekday: Rule = {
  id: "cron-day-and-weekday",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A schedule with a day of the month and a weekday fires on either, not on both.",
  why: "As in classic cron, when both fields are restricted a day needs to match only one of them: `0 0 1 * 1` fires on the first of each month and on every Monday, not on a Monday that is the first.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      schedule: "0 9 1 * 1"\n      duration: 8h\n',
    ),
    good: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      schedule: "0 9 1 * *"\n      duration: 8h\n    - nodes: "1"\n      schedule: 0 9 * * 1\n      duration: 8h\n',
    ),
  },
  *check(manifest) {
    for (const budget of budgetsOf(manifest)) {
      const { schedule, path } = budget;
      if (schedule === undefined) continue;
      const { value } = parseSchedule(schedule);
      if (value?.kind !== "fields" || value.days.star || value.weekdays.star) continue;
      const fields = schedule.trim().split(/\s+/);
      if (fields.length !== 5) continue;
      yield {
        at: [...path, "schedule"],
        message: `This fires on day ${fields[2] ?? ""} of the month and also on every weekday ${fields[4] ?? ""}: cron joins the two with "or".`,
        fixes: splitFix(manifest, budget, fields),
      };
    }
  },
};

/** Two budgets say the same where everybody sees it. */
function splitFix(manifest: Manifest, budget: WrittenBudget, fields: readonly string[]) {
  const path = [...budget.path, "schedule"];
  const days = fields.with(4, "*").join(" ");
  const weekdays = fields.with(2, "*").join(" ");
  const node = nodeAt(manifest.root, budget.path);
  const json = node ? toJson(node) : null;
  const copy =
    typeof json === "object" && json !== null && !isList(json)
      ? { ...json, schedule: weekdays }
      : null;
  const appended = append(manifest, budget.path.slice(0, -1), copy);
  return [
    {
      title: "Write it as two budgets, which means the same",
      edits: [...setValue(manifest, path, days), ...appended],
    },
    { title: `Only by weekday: ${weekdays}`, edits: setValue(manifest, path, weekdays) },
    { title: `Only by day of the month: ${days}`, edits: setValue(manifest, path, days) },
  ];
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
