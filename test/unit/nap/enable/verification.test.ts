import assert from "node:assert/strict";
import { neededDefinitions, type NapEvidence } from "../../../../src/nap/enable/napEvidence.ts";
import { verifyNap } from "../../../../src/nap/enable/verification.ts";
import type { KubeProblem } from "../../../../src/nap/view/contents/kubeProblem.ts";

const ready = (status: string, reason = "Ready") => ({
  conditions: [{ type: "Ready", status, reason, message: "" }],
});
const definitions = neededDefinitions.map((name) => ({
  name,
  isServed: true,
  isEstablished: true,
  metadata: { name },
}));
const forbidden: KubeProblem = {
  kind: "forbidden",
  text: "No right to list nodepools.karpenter.sh (403).",
  detail: "",
  action: { verb: "list", resource: "nodepools.karpenter.sh" },
};
const template = { spec: {} };
const working: NapEvidence = {
  definitions,
  nodeClasses: [{ metadata: { name: "default" }, status: ready("True") }],
  nodePools: [{ metadata: { name: "default" }, spec: { template }, status: ready("True") }],
  deployments: [],
  problems: [],
};
const verdict = (evidence: Partial<NapEvidence>, defaultNodePools: "Auto" | "None" = "Auto") => {
  const { result, statement } = verifyNap({ ...working, ...evidence }, { defaultNodePools });
  return [result, statement];
};

describe("the verification after enabling", () => {
  it("says that NAP works only when kinds, class and pool are ready", () => {
    assert.deepEqual(verdict({}), [
      "ok",
      "Node auto-provisioning works: its kinds are installed; 1 AKSNodeClass ready; 1 NodePool ready.",
    ]);
  });

  it("does not take the success of Azure for an installation", () => {
    const [first, ...others] = definitions;
    assert.ok(first);
    assert.deepEqual(verdict({ definitions: [{ ...first, isServed: false }, ...others] }), [
      "waiting",
      "Node auto-provisioning is not ready yet: the API server does not know nodepools.karpenter.sh.",
    ]);
    assert.deepEqual(verdict({ definitions: [{ ...first, isEstablished: false }, ...others] }), [
      "waiting",
      "Node auto-provisioning is not ready yet: nodepools.karpenter.sh not yet established.",
    ]);
  });

  it("is satisfied with served kinds where definitions may not be read", () => {
    const unread = definitions.map(({ name }) => ({
      name,
      isServed: true,
      isEstablished: undefined,
      metadata: undefined,
    }));
    assert.equal(verdict({ definitions: unread })[0], "ok");
  });

  it("names what is not ready and why", () => {
    const conditions = [
      { type: "SubnetsReady", status: "False", reason: "SubnetNotFound", message: "x: /s" },
      ...ready("False").conditions,
    ];
    const nodeClasses = [{ metadata: { name: "default" }, status: { conditions } }];
    assert.deepEqual(verdict({ nodeClasses }), [
      "bad",
      "Node auto-provisioning does not work: AKSNodeClass default: the subnet does not exist: /s.",
    ]);
  });

  it("waits for what Karpenter has not judged", () => {
    const nodePools = [{ metadata: { name: "p" }, spec: { template } }];
    assert.deepEqual(verdict({ nodePools }), [
      "waiting",
      "Node auto-provisioning is not ready yet: NodePool p: not judged yet.",
    ]);
  });

  it("waits for default NodePools only when they were asked for", () => {
    assert.equal(verdict({ nodePools: [] })[0], "waiting");
    assert.deepEqual(verdict({ nodePools: [] }, "None"), [
      "ok",
      "Node auto-provisioning works: its kinds are installed; 1 AKSNodeClass ready; there is no NodePool, as you chose: create one to get nodes.",
    ]);
  });

  it("waits for no AKSNodeClass where nothing makes one", () => {
    assert.equal(verdict({ nodePools: [], nodeClasses: [] })[0], "waiting");
    assert.deepEqual(verdict({ nodePools: [], nodeClasses: [] }, "None"), [
      "ok",
      "Node auto-provisioning works: its kinds are installed; there is no AKSNodeClass; there is no NodePool, as you chose: create one to get nodes.",
    ]);
  });

  it("says unknown, never fine, where it may not look", () => {
    assert.deepEqual(verdict({ nodePools: undefined, problems: [forbidden] }), [
      "unknown",
      "Whether node auto-provisioning works cannot be seen from here: No right to list nodepools.karpenter.sh (403).",
    ]);
  });
});
