import type { AzureFailure } from "../azureFailure.ts";
import { deniedAction } from "../deniedAction.ts";
import type { Look } from "./surroundings.ts";

/** The action of Azure RBAC that each look at Azure needs; of the looks into the cluster its own API server says it. */
const actions: Readonly<Partial<Record<Look, string>>> = {
  features: "Microsoft.Features/providers/features/read",
  previewFeature: "Microsoft.Features/providers/features/read",
  subnetRights: "Microsoft.Authorization/roleAssignments/read",
  readsDiskEncryptionSet: "Microsoft.Authorization/roleAssignments/read",
  locks: "Microsoft.Authorization/locks/read",
  quotas: "Microsoft.Compute/locations/usages/read",
  loadBalancers: "Microsoft.Network/loadBalancers/read",
};

/** Why a look at Azure failed, in words: a missing right by its action, anything else as it was answered. */
export function unreadReason(look: Look, failure: AzureFailure): string {
  if (failure.kind !== "permission") return answered(failure);
  const action = deniedAction(failure.message) ?? actions[look] ?? failure.request;
  return `the right ${action} is missing`;
}

function answered({ message, status, code }: AzureFailure): string {
  const what = [status === undefined ? "" : `HTTP ${status}`, code ?? ""].filter(Boolean).join(" ");
  return what === "" ? message : `${message.replace(/\.$/, "")} (${what})`;
}
