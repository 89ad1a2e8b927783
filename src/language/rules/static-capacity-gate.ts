import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";
import { deploymentWithGates, missingGate } from "./featureGates.ts";
import { fieldsOf } from "./jsonObject.ts";

function example(gates: string): string {
  return `${nodePool("replicas: 2\n")}---
${deploymentWithGates(gates)}`;
}

export const staticCapacityGate: Rule = {
  id: "static-capacity-gate",
  kinds: ["other"],
  severity: "warning",
  summary: "A static pool needs the feature gate StaticCapacity.",
  why: "A NodePool with `replicas` works where Karpenter runs with the feature gate `StaticCapacity`. AKS sets it; a Karpenter of your own has it off unless its `FEATURE_GATES` say otherwise, and then the pool gets no node and no message.",
  example: {
    bad: example("NodeOverlay=true"),
    good: example("NodeOverlay=true,StaticCapacity=true"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const isStatic = workspace
      .all("NodePool")
      .find(({ json }) => fieldsOf(fieldsOf(json)?.spec)?.replicas !== undefined);
    if (isStatic === undefined) return;
    const message = `The pool ${isStatic.name} has replicas and gets no node while this Karpenter runs without StaticCapacity=true.`;
    yield* missingGate(manifest, { gate: "StaticCapacity", message });
  },
};
