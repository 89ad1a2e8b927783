import assert from "node:assert/strict";
import {
  ownersOf,
  ownerWords,
  pauseCommand,
} from "../../../../../src/nap/disable/snapshot/owners.ts";
import { nodePool } from "../objects.ts";
import type { ObjectMeta } from "../../../../../src/nap/disable/snapshot/kubernetesObjects.ts";

function poolWith(metadata: Partial<ObjectMeta>) {
  const pool = nodePool("default");
  return { ...pool, metadata: { ...pool.metadata, ...metadata } };
}

function owners(metadata: Partial<ObjectMeta>) {
  return ownersOf(poolWith(metadata)).map(
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
        [
          "Flux at its next upgrade, and before that where it detects drift: helm.toolkit.fluxcd.io/name: infra",
        ],
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

  it("are AKS alone for its own pools, which the Flux of AKS labels and writes", () => {
    const ofAks = {
      annotations: {
        "meta.helm.sh/release-name": "aks-managed-karpenter-overlay",
        "meta.helm.sh/release-namespace": "kube-system",
      },
      labels: {
        "app.kubernetes.io/managed-by": "Helm",
        "helm.toolkit.fluxcd.io/name": "karpenter-overlay-main-adapter-helmrelease",
        "helm.toolkit.fluxcd.io/namespace": "6704378c3385a600011c675e",
      },
      managedFields: [{ manager: "helm-controller" }, { manager: "helm" }],
    };
    assert.deepEqual(owners(ofAks), [
      "AKS not known: meta.helm.sh/release-name: aks-managed-karpenter-overlay",
    ]);
    const pool = poolWith(ofAks);
    assert.deepEqual([pauseCommand(pool), ownerWords(pool)], [undefined, []]);
    const own = { ...ofAks.labels, "kustomize.toolkit.fluxcd.io/name": "infra" };
    assert.equal(
      pauseCommand(poolWith({ ...ofAks, labels: own })),
      "flux suspend kustomization infra --namespace flux-system",
    );
  });

  it("are told to pause before anything is changed, with the command where the pool names it", () => {
    const words = [
      { labels: { "kustomize.toolkit.fluxcd.io/name": "infra" } },
      { annotations: { "argocd.argoproj.io/tracking-id": "team_infra:karpenter.sh/NodePool:/a" } },
      {
        labels: { "app.kubernetes.io/instance": "infra" },
        managedFields: [{ manager: "argocd-controller" }],
      },
      { labels: { "app.kubernetes.io/instance": "infra" }, managedFields: [{ manager: "helm" }] },
      { managedFields: [{ manager: "kustomize-controller" }] },
    ].flatMap((metadata) => ownerWords(poolWith(metadata)).map((one) => one.split(": ").at(-1)));
    assert.deepEqual(words, [
      "pause it (flux suspend kustomization infra --namespace flux-system), or change its source.",
      "pause it (argocd app set team/infra --sync-policy none), or change its source.",
      "pause it (argocd app set infra --sync-policy none), or change its source.",
      "pause it, or change its source.",
      "pause it, or change its source.",
    ]);
  });
});
