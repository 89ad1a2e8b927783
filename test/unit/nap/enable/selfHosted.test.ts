import assert from "node:assert/strict";
import type { DefinitionEvidence } from "../../../../src/nap/enable/napEvidence.ts";
import { selfHostedKarpenter } from "../../../../src/nap/enable/selfHosted.ts";

const cluster = {
  name: "my cluster",
  resourceGroup: "rg",
  subscriptionId: "00000000-0000-0000-0000-000000000001",
};
const definition = (name: string, release?: string): DefinitionEvidence => ({
  name,
  isServed: true,
  isEstablished: true,
  metadata: {
    name,
    ...(release !== undefined && {
      labels: { "app.kubernetes.io/managed-by": "Helm", other: "kept" },
      annotations: {
        "meta.helm.sh/release-name": release,
        "meta.helm.sh/release-namespace": "karpenter",
      },
    }),
  },
});
const classes = "aksnodeclasses.karpenter.azure.com";
const pools = "nodepools.karpenter.sh";

describe("a Karpenter of the user's own", () => {
  it("is not seen in an empty cluster, nor where AKS installed it", () => {
    const aks = [definition(classes, "aks-managed-karpenter-overlay-base"), definition(pools)];
    for (const definitions of [[], aks])
      assert.equal(selfHostedKarpenter({ definitions, deployments: [] }, cluster), undefined);
  });

  it("is told with the documented steps, and no definition is left to Helm", () => {
    const release = { name: "karpenter", namespace: "karpenter" };
    const found = selfHostedKarpenter(
      {
        definitions: [definition(classes, "karpenter"), definition(pools, "karpenter")],
        deployments: [{ name: "karpenter", namespace: "karpenter", replicas: 2, release }],
      },
      cluster,
    );
    assert.deepEqual(found?.seen, [
      "Deployment karpenter/karpenter with 2 replicas",
      `${classes} belongs to the Helm release karpenter`,
      `${pools} belongs to the Helm release karpenter`,
    ]);
    assert.deepEqual(
      found.steps.map(({ id }) => id),
      ["release-definitions", "check-release", "uninstall", "enable", "verify"],
    );
    const [first] = found.steps;
    const patch = [
      ["annotations", "meta.helm.sh~1release-name", "karpenter"],
      ["annotations", "meta.helm.sh~1release-namespace", "karpenter"],
      ["labels", "app.kubernetes.io~1managed-by", "Helm"],
    ].flatMap(([member = "", key = "", value = ""]) => {
      const path = `/metadata/${member}/${key}`;
      return [
        { op: "test", path, value },
        { op: "remove", path },
      ];
    });
    assert.deepEqual(first?.patches, [
      { name: classes, patch },
      { name: pools, patch },
    ]);
    assert.deepEqual(first.commands, [
      `kubectl patch crd ${classes} --type=json -p '${JSON.stringify(patch)}'`,
      `kubectl patch crd ${pools} --type=json -p '${JSON.stringify(patch)}'`,
    ]);
    assert.deepEqual(
      found.steps.slice(1, 4).map(({ commands }) => commands[0]),
      [
        "helm get manifest karpenter --namespace karpenter | grep 'kind: CustomResourceDefinition'",
        "helm uninstall karpenter --namespace karpenter",
        "az aks update --subscription 00000000-0000-0000-0000-000000000001 --resource-group rg --name 'my cluster' --node-provisioning-mode Auto --node-provisioning-default-pools None",
      ],
    );
  });

  it("is deleted as a Deployment where Helm did not install it", () => {
    const deployments = [{ name: "k", namespace: "ns", replicas: 1, release: undefined }];
    const found = selfHostedKarpenter({ definitions: [], deployments }, cluster);
    assert.deepEqual(found?.steps.map(({ id, commands }) => [id, commands[0]]).slice(0, 1), [
      ["uninstall", "kubectl delete deployment k --namespace ns"],
    ]);
  });
});
