import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const key = "kubernetes.azure.com/cluster";

export const clusterLabelValue: Rule = {
  id: "cluster-label-value",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "warning",
  summary: "`kubernetes.azure.com/cluster` holds the node resource group, not the cluster's name.",
  why: "The label's value is the name of the resource group that AKS keeps the nodes in, `MC_<group>_<cluster>_<region>` unless another was chosen. With the cluster's name no VM size fits, and since the label is the same on every node the requirement is not needed.",
  example: {
    bad: poolRequiring("kubernetes.io/arch In amd64", "kubernetes.azure.com/cluster In my-cluster"),
    good: poolRequiring("kubernetes.io/arch In amd64"),
  },
  *check(manifest) {
    for (const { key: written, operator, values, path } of requirementsOf(manifest)) {
      if (written !== key || operator !== "In" || values.length === 0) continue;
      if (values.some(({ text }) => /^MC_/i.test(text))) continue;
      yield {
        at: path,
        message: `This label is the node resource group (MC_... by default); ${values.map(({ text }) => text).join(", ")} looks like a cluster's name, which matches no node. The requirement is not needed.`,
        fixes: [{ title: "Remove the requirement", edits: remove(manifest, path) }],
      };
    }
    for (const { key: written, text, path } of templateLabelsOf(manifest)) {
      if (written !== key || /^MC_/i.test(text)) continue;
      yield {
        at: path,
        message: `This label is the node resource group (MC_... by default); ${text} looks like a cluster's name, which matches no node. AKS sets the label itself.`,
        fixes: [{ title: "Remove the label", edits: remove(manifest, path) }],
      };
    }
  },
};
