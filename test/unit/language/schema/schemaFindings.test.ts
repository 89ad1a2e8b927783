import assert from "node:assert/strict";
import { fixAll } from "../../../../src/language/fixAll.ts";
import { findings } from "./judged.ts";
import { nodeClass, nodePool, template } from "./manifests.ts";

describe("a patch", () => {
  const patch = (spec: string) =>
    `apiVersion: karpenter.sh/v1\nkind: NodePool\nspec: { ${spec} }\n`;
  const judged = (text: string) =>
    findings(text, true).map(({ rule, path }) => `${rule} ${path.join(".")}`);

  it("is not blamed for what it lacks", () => {
    assert.deepEqual(
      judged(
        patch("disruption: { budgets: [] }, template: { spec: { nodeClassRef: { name: a } } }"),
      ),
      [],
    );
  });

  it("is judged on what it says", () => {
    assert.deepEqual(judged(patch("weight: 0, wieght: 5, disruption: { consolidateAfter: 5d }")), [
      "unknown-field spec.wieght",
      "out-of-bounds spec.weight",
      "pattern spec.disruption.consolidateAfter",
    ]);
  });

  it("breaks only the rules of CEL whose fields it has", () => {
    const broken =
      "template: { spec: { requirements: [{ key: karpenter.sh/x, operator: Exists }] } }";
    assert.deepEqual(judged(patch(broken)), ["cel-rule spec.template.spec.requirements.0.key"]);
    const node = (spec: string) =>
      `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nspec: { ${spec} }\n`;
    assert.deepEqual(judged(node("linuxOSConfig: { swapFileSize: 1Gi }")), []);
    assert.deepEqual(judged(patch("replicas: 1, weight: 1, limits: { nodes: 1 }")), [
      "cel-rule spec",
    ]);
  });
});

describe("a finding of the server's layers", () => {
  const shown = (text: string) =>
    findings(text).map(({ range, message }) => [text.slice(range.start, range.end), message]);

  it("is one per mistake, whatever the server lists", () => {
    assert.deepEqual(shown(nodePool("limits: { cpu: 1.5 }")), [
      ["1.5", "cpu must be a whole number or text, and this is the number 1.5."],
    ]);
  });

  it("underlines the key of an unknown field and the map that lacks one", () => {
    assert.deepEqual(shown(nodePool("wieght: 5, disruption: {}")), [
      [
        "wieght",
        "spec has no field wieght, did you mean weight? The server refuses the object, or drops the field where validation is not strict.",
      ],
      ["disruption", "spec.disruption lacks consolidateAfter, which is required."],
    ]);
  });

  it("stands on the item that breaks a rule about all of them", () => {
    const text = nodePool(
      template("{ key: a, operator: Exists }, { key: b, operator: In, values: [] }"),
    );
    assert.deepEqual(
      findings(text).map(({ path, server }) => [path.join("."), server?.field]),
      [["spec.template.spec.requirements.1", "spec.template.spec.requirements"]],
    );
  });
});

describe("an object exported from a cluster", () => {
  it("may have a status and managed fields that this release does not know", () => {
    const text = `${nodePool("", "name: a, managedFields: [{ manager: x, newer: 1 }]").trimEnd()}\nstatus: { newer: 1, conditions: [{ type: Ready, newer: 1 }] }\n`;
    assert.deepEqual(findings(text), []);
  });
});

describe("an object that no server knows", () => {
  const judged = (apiVersion: string, kind: string) => {
    const body = kind.startsWith("N") ? nodePool() : nodeClass("maxPods: 30");
    const text = body
      .replace(/^apiVersion: .*/, `apiVersion: ${apiVersion}`)
      .replace(/^kind: .*/m, `kind: ${kind}`);
    return [
      findings(text).map(({ rule, server }) => `${rule}: ${server?.message ?? ""}`),
      fixAll(text, findings).split("\n").slice(0, 2),
    ];
  };

  it("gets one finding, and the right kind where only letters differ", () => {
    assert.deepEqual(judged("karpenter.azure.com/v1beta1", "AksNodeClass")[0], [
      'api-version: no matches for kind "AksNodeClass" in version "karpenter.azure.com/v1beta1"',
    ]);
    assert.deepEqual(judged("karpenter.sh/v1", "Nodepools")[1], [
      "apiVersion: karpenter.sh/v1",
      "kind: NodePool",
    ]);
    assert.deepEqual(judged("karpenter.azure.com/v1alpha1", "AKSNodeClass")[1], [
      "apiVersion: karpenter.azure.com/v1beta1",
      "kind: AKSNodeClass",
    ]);
    assert.deepEqual(judged("karpenter.azure.com/v1", "AKSNodeClass")[1], [
      "apiVersion: karpenter.azure.com/v1beta1",
      "kind: AKSNodeClass",
    ]);
  });

  it("is not renamed to a version that wants another schema", () => {
    assert.deepEqual(judged("karpenter.sh/v1beta1", "NodePool"), [
      ['api-version: no matches for kind "NodePool" in version "karpenter.sh/v1beta1"'],
      ["apiVersion: karpenter.sh/v1beta1", "kind: NodePool"],
    ]);
  });

  it("is left alone in groups that are not ours", () => {
    assert.deepEqual(judged("apps/v1", "NodePool")[0], []);
    assert.deepEqual(judged("compute.gcp.upbound.io/v1beta1", "NodePool")[0], []);
  });
});
