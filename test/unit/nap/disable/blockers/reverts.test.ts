import assert from "node:assert/strict";
import { revertBlockers } from "../../../../../src/nap/disable/blockers/reverts.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { viewPlan } from "../../../../../src/nap/disable/viewPlan.ts";
import type { ObjectMeta } from "../../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodePool } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import { nodePool, snapshot } from "../objects.ts";

const annotations = {
  "nap.aks/limits-before-freeze": '{"cpu":"100"}',
  "nap.aks/taints-before-disable": "null",
};
const taint = { key: "karpenter.azure.com/disable", effect: "NoSchedule" };

function poolOf(spec: Partial<NodePool["spec"]>, metadata: Partial<ObjectMeta> = {}): NodePool {
  const pool = nodePool("default", spec);
  return { ...pool, metadata: { ...pool.metadata, annotations, ...metadata } };
}

function told(pool: NodePool) {
  return revertBlockers(pool).map(({ words, remedies }) => ({ words, remedies }));
}

const tainted = { spec: { ...nodePool("default").spec.template.spec, taints: [taint] } };
const writes = (manager: string, time: string, spec: object) => ({
  ...{ manager, operation: "Apply", time },
  fieldsV1: { "f:spec": spec },
});

describe("what somebody has put back", () => {
  it("is nothing while the pool is as we left it, and where we changed nothing", () => {
    assert.deepEqual(told(poolOf({ limits: { cpu: "0" }, template: tainted })), []);
    assert.deepEqual(told(nodePool("default", { limits: { cpu: "100" } })), []);
  });

  it("is named with who wrote it last, who applies the pool and how to pause that", () => {
    const managedFields = [
      writes("kubectl-edit", "2026-11-20T08:00:00Z", { "f:limits": { "f:cpu": {} } }),
      writes("kustomize-controller", "2026-11-22T08:30:00Z", { "f:limits": { "f:cpu": {} } }),
      writes("aks-nap-template", "2026-11-22T08:41:00Z", { "f:limits": { "f:cpu": {} } }),
      writes("aks-nap", "2026-11-22T08:40:00Z", { "f:limits": { "f:cpu": {} } }),
    ];
    const labels = {
      "kustomize.toolkit.fluxcd.io/name": "infra",
      "kustomize.toolkit.fluxcd.io/namespace": "gitops",
    };
    const pool = poolOf({ limits: { cpu: "100" }, template: tainted }, { labels, managedFields });
    assert.deepEqual(told(pool), [
      {
        words:
          "NodePool default: limits.cpu is 100 again, written by kustomize-controller at 2026-11-22 08:30 UTC. It is applied by Flux (kustomize.toolkit.fluxcd.io/name: infra): pause that first.",
        remedies: [
          {
            kind: "pauseOwner",
            nodePool: "default",
            command: "flux suspend kustomization infra --namespace gitops",
          },
        ],
      },
    ]);
  });

  it("is named without a guess where nobody says whose it is", () => {
    assert.deepEqual(told(poolOf({ limits: { cpu: "7" } })), [
      {
        words: "NodePool default: limits.cpu is 7 again; the taint is gone again.",
        remedies: [],
      },
    ]);
  });

  it("is not said to be paused where AKS installs the pool", () => {
    const metadata = {
      annotations: { ...annotations, "meta.helm.sh/release-name": "aks-managed-karpenter-overlay" },
      labels: { "helm.toolkit.fluxcd.io/name": "karpenter-overlay-main-adapter-helmrelease" },
    };
    assert.deepEqual(told(poolOf({ limits: { cpu: "7" }, template: tainted }, metadata)), [
      {
        words:
          "NodePool default: limits.cpu is 7 again. AKS installs this NodePool itself, which nobody can pause: take the step again.",
        remedies: [],
      },
    ]);
  });

  it("holds nodes where the taint or the number of replicas is lost, and else is only told", () => {
    const budgets = [{ nodes: "100%", reasons: ["Drifted"] }];
    const all = {
      ...annotations,
      "nap.aks/budgets-before-disable": JSON.stringify({ before: null, after: budgets }),
    };
    const replicas = { "nap.aks/replicas-before-disable": "2" };
    const frozen = { limits: { cpu: "0" }, template: tainted, disruption: { budgets } };
    const effects = [
      poolOf({ ...frozen, limits: { cpu: "9" } }, { annotations: all }),
      poolOf({ ...frozen, disruption: {} }, { annotations: all }),
      poolOf({ ...frozen, template: nodePool("x").spec.template }, { annotations: all }),
      poolOf({ replicas: 2 }, { annotations: replicas }),
    ].map((pool) => revertBlockers(pool).map(({ effect }) => effect));
    assert.deepEqual(effects, [["info"], ["info"], ["blocks"], ["blocks"]]);
  });

  for (const [what, metadata, command] of [
    [
      "Argo CD",
      { annotations: { ...annotations, "argocd.argoproj.io/tracking-id": "infra:x/NodePool:/a" } },
      "argocd app set infra --sync-policy none",
    ],
    [
      "a Helm release of Flux",
      { labels: { "helm.toolkit.fluxcd.io/name": "pools" } },
      "flux suspend helmrelease pools --namespace flux-system",
    ],
  ] as const)
    it(`is paused at ${what}`, () => {
      const remedies = revertBlockers(poolOf({ limits: { cpu: "7" } }, metadata)).flatMap(
        (one) => one.remedies,
      );
      assert.deepEqual(remedies, [{ kind: "pauseOwner", nodePool: "default", command }]);
    });

  it("stands beside the step that is there again", () => {
    const steps = viewPlan(stateOf(snapshot({ nodePools: [poolOf({ limits: { cpu: "7" } })] })));
    const freeze = steps.find(({ id }) => id === "freeze");
    assert.equal(
      freeze?.notes[0],
      "NodePool default: limits.cpu is 7 again; the taint is gone again.",
    );
  });
});
