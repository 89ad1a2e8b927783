import { remove, renameKey } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { deployment, nodePool } from "./examples.ts";
import { podPath } from "./podSpec.ts";

const keys = ["agentpool", "kubernetes.azure.com/agentpool", "kubernetes.io/hostname"];
const poolKey = "karpenter.sh/nodepool";

function example(selector: string): string {
  const annotations = 'annotations: { karpenter.sh/do-not-disrupt: "true" }\n';
  return `${nodePool()}---\n${deployment("web", `nodeSelector: { ${selector}: general }\n`, annotations)}`;
}

export const podSelectsAgentPool: Rule = {
  id: "pod-selects-agent-pool",
  kinds: ["other"],
  severity: "warning",
  summary: "A pod asks for a label that Karpenter gives to no node.",
  why: "`agentpool` is a label of the fixed node pools of AKS and `kubernetes.io/hostname` that of one node. Karpenter makes no node with a value that was asked for, so it never helps such a pod: it waits for a node that is there already. The name of a NodePool stands in `karpenter.sh/nodepool`.",
  example: { bad: example("agentpool"), good: example(poolKey) },
  crossFile: true,
  *check(manifest, { workspace }) {
    const pod = podPath(manifest.kind);
    if (pod === undefined || manifest.kind === "DaemonSet") return;
    const selector = [...pod, "spec", "nodeSelector"];
    const pairs = pairsOf(at(manifest, ...selector));
    const wantsKarpenter = pairs.some(({ name }) => /^karpenter\.(sh|azure\.com)\//.test(name));
    for (const { name } of pairs) {
      if (!keys.includes(name)) continue;
      const path = [...selector, name];
      const value = textAt(manifest, ...path) ?? "";
      const isPool =
        name !== "kubernetes.io/hostname" && workspace.find("NodePool", value) !== undefined;
      yield {
        at: path,
        onKey: true,
        // Together with a label of Karpenter's no node has both.
        severity: wantsKarpenter ? "error" : "warning",
        message: isPool
          ? `Nodes of the NodePool ${value} have no label ${name}: their pool stands in ${poolKey}.`
          : `Karpenter makes no node for a pod that asks for ${name}.`,
        fixes: [
          ...(isPool
            ? [{ title: `Rename to ${poolKey}`, edits: renameKey(manifest, path, poolKey) }]
            : []),
          {
            title: `Remove ${name}`,
            edits: remove(manifest, pairs.length === 1 ? selector : path),
            preferred: false,
          },
        ],
      };
    }
  },
};
