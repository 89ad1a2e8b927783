import assert from "node:assert/strict";
import { ownersOf } from "../../../../../src/nap/disable/snapshot/owners.ts";
import { nodePool } from "../objects.ts";
import type { ObjectMeta } from "../../../../../src/nap/disable/snapshot/kubernetesObjects.ts";

function owners(metadata: Partial<ObjectMeta>) {
  const pool = nodePool("default");
  return ownersOf({ ...pool, metadata: { ...pool.metadata, ...metadata } }).map(
    ({ by, evidence, reverts }) => `${by} ${reverts}: ${evidence}`,
  );
}

describe("owners of a NodePool", () => {
  it("are known by labels, annotations and field managers", () => {
    assert.deepEqual(
      [
        owners({}),
        owners({
          annotations: { "argocd.argoproj.io/tracking-id": "a:karpenter.sh/NodePool:/default" },
        }),
        owners({ labels: { "argocd.argoproj.io/instance": "infra" } }),
        owners({ labels: { "kustomize.toolkit.fluxcd.io/name": "infra" } }),
        owners({ labels: { "helm.toolkit.fluxcd.io/name": "infra" } }),
        owners({ annotations: { "meta.helm.sh/release-name": "pools" } }),
        owners({ managedFields: [{ manager: "argocd-controller" }] }),
        owners({ managedFields: [{ manager: "kustomize-controller" }] }),
        owners({ managedFields: [{ manager: "helm" }] }),
        owners({ managedFields: [{ manager: "kubectl-edit" }, {}] }),
      ],
      [
        [],
        ["Argo CD continuously: argocd.argoproj.io/tracking-id: a:karpenter.sh/NodePool:/default"],
        ["Argo CD continuously: argocd.argoproj.io/instance: infra"],
        ["Flux continuously: kustomize.toolkit.fluxcd.io/name: infra"],
        ["Flux continuously: helm.toolkit.fluxcd.io/name: infra"],
        ["Helm on the next deployment: meta.helm.sh/release-name: pools"],
        ["Argo CD continuously: field manager argocd-controller"],
        ["Flux continuously: field manager kustomize-controller"],
        ["Helm on the next deployment: field manager helm"],
        [],
      ],
    );
  });

  it("are named once each, and AKS is told from other releases of Helm", () => {
    const release = (name: string) => ({
      annotations: { "meta.helm.sh/release-name": name },
      managedFields: [{ manager: "helm" }, { manager: "argocd-server" }],
    });
    assert.deepEqual(owners(release("x")), [
      "Helm on the next deployment: meta.helm.sh/release-name: x",
      "Argo CD continuously: field manager argocd-server",
    ]);
    assert.deepEqual(owners(release("aks-managed-karpenter-overlay")), [
      "AKS not known: meta.helm.sh/release-name: aks-managed-karpenter-overlay",
      "Argo CD continuously: field manager argocd-server",
    ]);
  });
});
