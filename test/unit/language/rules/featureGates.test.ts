import assert from "node:assert/strict";
import { nodePool } from "../../../../src/language/rules/examples.ts";
import { deploymentWithGates } from "../../../../src/language/rules/featureGates.ts";
import { serviceFor, workspaceOf } from "../service.ts";

const service = serviceFor();
const text = (gates: string) => `${nodePool("replicas: 2\n")}---\n${deploymentWithGates(gates)}`;

/** The text after all fixes, where the gate is missed; undefined where it is not. */
function switchedOn(before: string): string | undefined {
  const file = service.read("karpenter.yaml", before);
  const workspace = workspaceOf(file);
  const found = service.validate(file, workspace).map(({ rule }) => rule);
  return found.includes("static-capacity-gate")
    ? service.fixAll("karpenter.yaml", before, { workspace })
    : undefined;
}

describe("the feature gates of a deployed Karpenter", () => {
  it("are read as Karpenter reads them: with blanks, the last of a name, any word for true", () => {
    for (const gates of [
      "NodeRepair=false, StaticCapacity=true",
      "StaticCapacity=True",
      '"StaticCapacity=false,StaticCapacity=1"',
    ])
      assert.equal(switchedOn(text(gates)), undefined, gates);
  });

  it("keep the others when one is switched on", () => {
    assert.equal(
      switchedOn(text('"NodeRepair=false, StaticCapacity = false"')),
      text('"NodeRepair=false,StaticCapacity=true"'),
    );
  });

  it("may stand elsewhere, where nothing is known of them", () => {
    const elsewhere = text("x").replace(
      "value: x",
      "valueFrom: { configMapKeyRef: { name: gates, key: all } }",
    );
    assert.equal(switchedOn(elsewhere), undefined);
  });
});
