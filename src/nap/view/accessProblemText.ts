import type { AzureFailure } from "../azureFailure.ts";

/** Why Azure gave no kubeconfig, what is wrong first, and what to do. */
export function accessProblemText(failure: AzureFailure): string {
  const { kind, status, message, retryAfterSeconds } = failure;
  switch (kind) {
    case "permission":
      return "You may not fetch this cluster's kubeconfig. Ask for the role Azure Kubernetes Service Cluster User Role.";
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
