import type { Rule } from "../rule.ts";
import { budgetAlwaysActive } from "./budget-always-active.ts";
import { budgetEmptyReasons } from "./budget-empty-reasons.ts";
import { budgetNodesOverflow } from "./budget-nodes-overflow.ts";
import { budgetsEmpty } from "./budgets-empty.ts";
import { clusterLabelValue } from "./cluster-label-value.ts";
import { consolidationNeverWithPolicy } from "./consolidation-never-with-policy.ts";
import { cronDayAndWeekday } from "./cron-day-and-weekday.ts";
import { disableTaint } from "./disable-taint.ts";
import { doNotDisruptValue } from "./do-not-disrupt-value.ts";
import { expireAfterShort } from "./expire-after-short.ts";
import { expiryIgnoresBudgets } from "./expiry-ignores-budgets.ts";
import { legacyLabel } from "./legacy-label.ts";
import { limitsUnit } from "./limits-unit.ts";
import { limitsUnknownResource } from "./limits-unknown-resource.ts";
import { memoryInMib } from "./memory-in-mib.ts";
import { nameTooLong } from "./name-too-long.ts";
import { nodeClassNotFound } from "./node-class-not-found.ts";
import { nodeClassRefTarget } from "./node-class-ref-target.ts";
import { numberOperatorOnText } from "./number-operator-on-text.ts";
import { requirementConflict } from "./requirement-conflict.ts";
import { scheduleInvalid } from "./schedule-invalid.ts";
import { scheduleNeverMatches } from "./schedule-never-matches.ts";
import { skuVersionNumber } from "./sku-version-number.ts";
import { spotOnly } from "./spot-only.ts";
import { staticPoolNoSurge } from "./static-pool-no-surge.ts";
import { terminationGraceShort } from "./termination-grace-short.ts";
import { terminationGraceZero } from "./termination-grace-zero.ts";
import { zeroZone } from "./zero-zone.ts";
import { zoneFormat } from "./zone-format.ts";

/** Every rule; written by scripts/rules.ts from the files of this folder. */
export const rules: readonly Rule[] = [
  budgetAlwaysActive,
  budgetEmptyReasons,
  budgetNodesOverflow,
  budgetsEmpty,
  clusterLabelValue,
  consolidationNeverWithPolicy,
  cronDayAndWeekday,
  disableTaint,
  doNotDisruptValue,
  expireAfterShort,
  expiryIgnoresBudgets,
  legacyLabel,
  limitsUnit,
  limitsUnknownResource,
  memoryInMib,
  nameTooLong,
  nodeClassNotFound,
  nodeClassRefTarget,
  numberOperatorOnText,
  requirementConflict,
  scheduleInvalid,
  scheduleNeverMatches,
  skuVersionNumber,
  spotOnly,
  staticPoolNoSurge,
  terminationGraceShort,
  terminationGraceZero,
  zeroZone,
  zoneFormat,
];
