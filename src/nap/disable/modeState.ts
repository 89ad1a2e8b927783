import { isAzureUnknown } from "./snapshot/azureGaps.ts";
import type { DisableState } from "./state.ts";

/** The mode is Manual; a mode that is not known counts as not. */
export function isManual({ inventory }: DisableState): boolean {
  const mode = inventory.snapshot.managedCluster?.mode;
  return mode?.toLowerCase() === "manual";
}

const settledStates = ["", "succeeded"];

/** Whether Azure is still, or no longer, at work on a mode that it shows already; undefined when it is in force. */
function unsettled({ inventory }: DisableState): "moving" | "failed" | undefined {
  const state = (inventory.snapshot.managedCluster?.provisioningState ?? "").toLowerCase();
  if (settledStates.includes(state)) return undefined;
  return state === "failed" || state === "canceled" ? "failed" : "moving";
}

/** Whether the mode is Manual and Azure is not done with it. */
export function isSwitching(state: DisableState): boolean {
  return isManual(state) && unsettled(state) === "moving";
}

/** Whether the mode is Manual and in force. */
export function isModeInForce(state: DisableState): boolean {
  return isManual(state) && unsettled(state) === undefined;
}

/** What to know about the mode as Azure shows it, or does not. */
export function modeNotes(state: DisableState): readonly string[] {
  const { snapshot } = state.inventory;
  if (isAzureUnknown(state.inventory))
    return [`The mode is not known: ${snapshot.azureProblem ?? ""} The switch needs Azure.`];
  const word = snapshot.managedCluster?.provisioningState ?? "";
  const how = isManual(state) ? unsettled(state) : undefined;
  if (how === undefined) return [];
  return how === "moving"
    ? [`Azure shows mode Manual and the state ${word}: it is not in force yet.`]
    : [
        `Azure shows mode Manual, but its last operation on the cluster ended as ${word}: the mode may not be in force. "az aks update" without options makes Azure try again.`,
      ];
}
