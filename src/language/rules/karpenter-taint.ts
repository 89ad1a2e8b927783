import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { taintsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

const own = ["karpenter.sh/disrupted", "karpenter.sh/unregistered"];
const kept = "taints:\n  - key: team\n    value: a\n    effect: NoSchedule\n";

export const karpenterTaint: Rule = {
  id: "karpenter-taint",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "The template has a taint that Karpenter sets and removes itself.",
  why: "Karpenter taints nodes with `karpenter.sh/unregistered` until they have joined the cluster and with `karpenter.sh/disrupted` when they are to go, and takes both away again. In a template they only decide which pods may have new nodes: those alone that tolerate them, which hardly any does. A pod that tolerates `karpenter.sh/disrupted` is not even evicted when its node is drained.",
  example: {
    bad: nodePool(
      "",
      `requirements: []\n${kept}  - key: karpenter.sh/disrupted\n    effect: NoSchedule\n`,
    ),
    good: nodePool("", `requirements: []\n${kept}`),
  },
  *check(manifest) {
    for (const { list, key = "", path } of taintsOf(manifest))
      if (list === "taints" && own.includes(key))
        yield {
          at: path,
          message: `Karpenter sets and removes ${key} itself; here it keeps new nodes from every pod that does not tolerate it. Remove it.`,
          fixes: [{ title: "Remove the taint", edits: remove(manifest, path) }],
        };
  },
};
