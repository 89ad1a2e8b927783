import { setValue } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { itemsOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { fieldsOf } from "./jsonObject.ts";

function example(gates: string): string {
  return `${nodePool("replicas: 2\n")}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
spec:
  selector: { matchLabels: { app.kubernetes.io/name: karpenter } }
  template:
    metadata: { labels: { app.kubernetes.io/name: karpenter } }
    spec:
      containers:
        - name: controller
          image: mcr.microsoft.com/aks/karpenter/controller:1.14.0-aks
          env:
            - name: FEATURE_GATES
              value: ${gates}
`;
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
    if (manifest.kind !== "Deployment") return;
    const isStatic = workspace
      .all("NodePool")
      .find(({ json }) => fieldsOf(fieldsOf(json)?.spec)?.replicas !== undefined);
    if (isStatic === undefined) return;
    for (const path of gatePaths(manifest)) {
      const gates = textAt(manifest, ...path) ?? "";
      if (/\bStaticCapacity=true\b/.test(gates)) continue;
      const right = [
        ...gates.split(",").filter((gate) => gate !== "" && !gate.startsWith("StaticCapacity=")),
        "StaticCapacity=true",
      ].join(",");
      yield {
        at: path,
        message: `The pool ${isStatic.name} has replicas and gets no node while this Karpenter runs without StaticCapacity=true.`,
        fixes: [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }],
      };
    }
  },
};

/** Where the containers of a Deployment of Karpenter set FEATURE_GATES. */
function gatePaths(manifest: Manifest): Path[] {
  if (!manifest.name?.includes("karpenter")) return [];
  const containers = ["spec", "template", "spec", "containers"];
  return itemsOf(at(manifest, ...containers)).flatMap((_, index) => {
    const env = [...containers, index, "env"];
    return itemsOf(at(manifest, ...env)).flatMap((__, position) =>
      textAt(manifest, ...env, position, "name") === "FEATURE_GATES"
        ? [[...env, position, "value"]]
        : [],
    );
  });
}
