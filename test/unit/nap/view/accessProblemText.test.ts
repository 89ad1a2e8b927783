import assert from "node:assert/strict";
import type { AzureFailure, FailureKind } from "../../../../src/nap/azureFailure.ts";
import { accessProblemText } from "../../../../src/nap/view/accessProblemText.ts";

const kinds: readonly FailureKind[] = [
  "sign-in",
  "permission",
  "not-found",
  "conflict",
  "precondition",
  "throttled",
  "refused",
  "service",
  "network",
  "unreadable",
];

function failure(kind: FailureKind): AzureFailure {
  const request = "POST cluster/listClusterUserCredential";
  return { kind, request, message: "It is not there.", changed: "no" };
}

describe("accessProblemText", () => {
  it("begins with what is wrong, never with the request", () => {
    const texts = kinds.map((kind) => accessProblemText(failure(kind)));
    assert.deepEqual(
      texts.filter((text) => text.includes("POST") || /^\S*listCluster/.test(text)),
      [],
    );
  });

  it("names the action that is missing, and a role that has it", () => {
    assert.equal(
      accessProblemText(failure("permission")),
      "You may not fetch this cluster's kubeconfig: the action Microsoft.ContainerService/managedClusters/listClusterUserCredential/action is missing. Ask for the role Azure Kubernetes Service Cluster User Role.",
    );
    assert.equal(
      accessProblemText(failure("permission"), "admin"),
      "You may not fetch this cluster's admin kubeconfig: the action Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action is missing. Ask for the role Azure Kubernetes Service Cluster Admin Role.",
    );
  });

  it("says how long to wait", () => {
    const throttled = { ...failure("throttled"), retryAfterSeconds: 17 };
    assert.match(accessProblemText(throttled), /Read again in 17 seconds\.$/);
  });

  it("keeps Azure's words where it knows nothing better", () => {
    const text = accessProblemText(failure("not-found"));
    assert.equal(text, "Azure gives no kubeconfig: It is not there.");
  });
});
