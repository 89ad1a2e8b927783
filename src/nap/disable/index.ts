/** What the extension uses of this folder; ui reaches it through src/cluster.ts, because it is large. */
export { commandOf } from "./commands.ts";
export { progressOf, sampleOf } from "./drainView.ts";
export { takeInventory as inventoryOf } from "./inventory.ts";
export { managedClusterFacts } from "./managedClusterFacts.ts";
export { freezePlan, skipMigrationPlan, undoPlan, unfreezePlan } from "./otherPlans.ts";
export { previewText } from "./preview.ts";
export { readingOf } from "./reading.ts";
export { remedyChanges, remedyText } from "./remedies.ts";
export { runChanges } from "./runChanges.ts";
export { scriptOf } from "./script.ts";
export { stateOf } from "./state.ts";
export { disableSteps } from "./steps.ts";
export { nextStep, stepAction } from "../view/disableActions.ts";
export { disableChildren } from "../view/disableNodes.ts";
export { isDraining, progressText, stuckText } from "../view/drainText.ts";
export { presentDisable } from "../view/presentDisable.ts";
export { runText } from "../view/runText.ts";
export { skipText } from "../view/skipText.ts";
