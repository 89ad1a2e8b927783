import type { Rule } from "../rule.ts";
import { budgetAlwaysActive } from "./budget-always-active.ts";
import { budgetEmptyReasons } from "./budget-empty-reasons.ts";
import { budgetNodesOverflow } from "./budget-nodes-overflow.ts";
import { budgetsEmpty } from "./budgets-empty.ts";
import { consolidationNeverWithPolicy } from "./consolidation-never-with-policy.ts";
import { cronDayAndWeekday } from "./cron-day-and-weekday.ts";
import { disableTaint } from "./disable-taint.ts";
import { doNotDisruptValue } from "./do-not-disrupt-value.ts";
import { expireAfterShort } from "./expire-after-short.ts";
import { expiryIgnoresBudgets } from "./expiry-ignores-budgets.ts";
import { limitsUnit } from "./limits-unit.ts";
import { limitsUnknownResource } from "./limits-unknown-resource.ts";
import { nodeClassNotFound } from "./node-class-not-found.ts";
import { scheduleInvalid } from "./schedule-invalid.ts";
import { scheduleNeverMatches } from "./schedule-never-matches.ts";
import { staticPoolNoSurge } from "./static-pool-no-surge.ts";
import { terminationGraceShort } from "./termination-grace-short.ts";
import { terminationGraceZero } from "./termination-grace-zero.ts";
import { zoneFormat } from "./zone-format.ts";

/** Every rule; written by scripts/rules.ts from the files of this folder. */
export const rules: readonly Rule[] = [
  budgetAlwaysActive,
  budgetEmptyReasons,
  budgetNodesOverflow,
  budgetsEmpty,
  consolidationNeverWithPolicy,
  cronDayAndWeekday,
  disableTaint,
  doNotDisruptValue,
  expireAfterShort,
  expiryIgnoresBudgets,
  limitsUnit,
  limitsUnknownResource,
  nodeClassNotFound,
  scheduleInvalid,
  scheduleNeverMatches,
  staticPoolNoSurge,
  terminationGraceShort,
  terminationGraceZero,
  zoneFormat,
];
