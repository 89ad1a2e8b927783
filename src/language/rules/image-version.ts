import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";

const nodeClass = (line: string) => `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: pinned
spec:
  imageFamily: Ubuntu2204
${line}`;

export const imageVersion: Rule = {
  id: "image-version",
  kinds: ["AKSNodeClass"],
  layer: "unknown-field",
  severity: "error",
  summary: "AKSNodeClass can no longer pin a node image.",
  why: "`spec.imageVersion` left the API in release 0.6.0 of the provider (October 2024). The API server refuses an object that still has it, or drops the field where validation is not strict; either way nothing is pinned. Node images are now upgraded by AKS: when they roll out is set with the cluster's node OS maintenance window, how many nodes move at once with the disruption budgets of the NodePool (<https://learn.microsoft.com/azure/aks/node-auto-provisioning-upgrade-image>).",
  example: { bad: nodeClass("  imageVersion: 202311.07.0\n"), good: nodeClass("") },
  explain(finding, manifest) {
    const isField = finding.path.length === 2 && finding.path[1] === "imageVersion";
    if (finding.layer !== "unknown-field" || !isField) return undefined;
    return {
      message:
        "imageVersion was removed from AKSNodeClass in release 0.6.0 and pins nothing any more: remove it, and steer image upgrades with the node OS maintenance window of the cluster and the disruption budgets of the NodePool.",
      fixes: [{ title: "Remove imageVersion", edits: remove(manifest, finding.path) }],
    };
  },
};
