import { normalizeKey } from "../../karpenter/labels.ts";
import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import type { IndexedObject } from "../workspace.ts";
import { requirementsOf } from "./access.ts";
import { nodeClass, poolRequiring } from "./examples.ts";
import { asksTrustedLaunch, jsonAt, nodeClassOf } from "./nodeClassRef.ts";

const streaming = nodeClass("imageFamily: AzureLinux\nartifactStreaming:\n  enabled: true\n");

export const arm64NodeClass: Rule = {
  id: "arm64-node-class",
  kinds: ["NodePool"],
  severity: "error",
  summary: "The pool wants arm64, for which its AKSNodeClass has no image.",
  why: "Trusted launch and FIPS on Ubuntu have images for amd64 only. Karpenter does not look at that when it chooses a size: it takes an arm64 one and fails with `no compatible images found`, again and again. With artifact streaming arm64 sizes are left out from the start.",
  example: {
    bad: `${streaming}---\n${poolRequiring("kubernetes.io/arch In amd64 arm64")}`,
    good: `${streaming}---\n${poolRequiring("kubernetes.io/arch In amd64")}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const found = nodeClassOf(manifest, workspace);
    const cause = found && amd64Only(found);
    if (found === undefined || cause === undefined) return;
    for (const { key, operator, values } of requirementsOf(manifest)) {
      if (normalizeKey(key ?? "") !== "kubernetes.io/arch" || operator !== "In") continue;
      const arm = values.find(({ text }) => text === "arm64");
      if (arm === undefined) continue;
      const isAlone = values.length === 1;
      yield {
        at: arm.path,
        severity: severityOf(cause, isAlone),
        message: `The AKSNodeClass ${found.name} asks for ${cause}, which arm64 does not have: ${cause === "artifact streaming" ? "arm64 sizes are left out" : "such nodes cannot be made"}.`,
        fixes: isAlone ? [] : [{ title: "Remove arm64", edits: remove(manifest, arm.path) }],
      };
    }
  },
};

type Cause = "trusted launch" | "FIPS on Ubuntu" | "artifact streaming";

function amd64Only({ json }: IndexedObject): Cause | undefined {
  const family = jsonAt(json, "spec", "imageFamily");
  const isUbuntu = typeof family !== "string" || family.startsWith("Ubuntu");
  if (asksTrustedLaunch(json)) return "trusted launch";
  if (isUbuntu && jsonAt(json, "spec", "fipsMode") === "FIPS") return "FIPS on Ubuntu";
  const enabled = jsonAt(json, "spec", "artifactStreaming", "enabled");
  return enabled === true ? "artifact streaming" : undefined;
}

/** Nothing at all can be made; some attempts fail; one of the choices is never taken. */
function severityOf(cause: Cause, isAlone: boolean) {
  if (isAlone) return "error";
  return cause === "artifact streaming" ? "info" : "warning";
}
