import type { AzureFailure } from "../azureFailure.ts";

/** Why Azure gave no kubeconfig, what is wrong first, and what to do. */
export function accessProblemText(failure: AzureFailure, as: "user" | "admin" = "user"): string {
  const { kind, status, message, retryAfterSeconds } = failure;
  switch (kind) {
    case "permission":
      return missingRight[as];
    case "sign-in":
      return "The sign-in to Azure has ended. Sign in again.";
    case "network":
      return "Azure cannot be reached. Check the network and the proxy, then read again.";
    case "throttled":
      return `Azure takes no more requests for now. Read again in ${retryAfterSeconds ?? 60} seconds.`;
    case "service":
      return `Azure fails at the moment${status === undefined ? "" : ` (HTTP ${status})`}. Read again later.`;
    case "conflict":
    case "not-found":
    case "precondition":
    case "refused":
    case "unreadable":
      return `Azure gives no kubeconfig: ${message}`;
  }
}

const action = "Microsoft.ContainerService/managedClusters";

/** The missing right by its action, and a role that has it. */
const missingRight = {
  user: `You may not fetch this cluster's kubeconfig: the action ${action}/listClusterUserCredential/action is missing. Ask for the role Azure Kubernetes Service Cluster User Role.`,
  admin: `You may not fetch this cluster's admin kubeconfig: the action ${action}/listClusterAdminCredential/action is missing. Ask for the role Azure Kubernetes Service Cluster Admin Role.`,
} as const;
