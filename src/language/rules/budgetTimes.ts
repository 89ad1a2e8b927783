import { parseSchedule } from "../../karpenter/cron.ts";
import { longestGap } from "../../karpenter/cronTimes.ts";
import { parseDuration, toMilliseconds } from "../../karpenter/duration.ts";
import type { WrittenBudget } from "./access.ts";

/** The budget allows no disruption while it is in force. */
export function isZero({ nodes }: Pick<WrittenBudget, "nodes">): boolean {
  return nodes !== undefined && /^0+%?$/.test(nodes);
}

/** In force at every moment: no schedule, or one that fires again before the duration has passed. */
export function isAlwaysActive({ schedule, duration }: WrittenBudget): boolean {
  if (schedule === undefined && duration === undefined) return true;
  const parsed = parseSchedule(schedule ?? "").value;
  const length = parseDuration(duration ?? "").value;
  if (parsed === undefined || length === undefined) return false;
  return longestGap(parsed) <= toMilliseconds(length);
}
