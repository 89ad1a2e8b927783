import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { fieldOf, itemsOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { taintsOf } from "./access.ts";
import { agentTaints } from "./agentTaints.ts";
import { nodePool } from "./examples.ts";

const taint = "  - key: team\n    value: shop\n    effect: NoSchedule\n";

export const taintDuplicate: Rule = {
  id: "taint-duplicate",
  kinds: ["NodePool"],
  layer: "runtime",
  severity: "error",
  summary: "A key and effect may stand once in `taints` and `startupTaints` together.",
  why: "The API server takes a taint twice. Karpenter then sets `ValidationSucceeded=False` and launches nothing for the pool. Values do not tell taints apart, and both lists count as one.",
  example: {
    bad: nodePool("", `requirements: []\ntaints:\n${taint}startupTaints:\n${taint}`),
    good: nodePool("", `requirements: []\ntaints:\n${taint}`),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("duplicate taint Key/Effect pair") !== true)
      return undefined;
    const taints = taintsOf(manifest);
    const index = taints.findIndex(({ path }) => fieldOf(path) === fieldOf(finding.path));
    const second = taints[index];
    const first = taints.find(
      ({ key, effect }) => key === second?.key && effect === second?.effect,
    );
    if (first === undefined || second === undefined || first === second) return undefined;
    const isOfAgent = first.list === "taints" && agentTaints.includes(first.key ?? "");
    return {
      message: `${second.key ?? ""} with the effect ${second.effect ?? ""} stands in ${fieldOf(first.path)} already; the value does not tell them apart.`,
      fixes: [
        {
          title: `Remove it from ${second.list}`,
          edits: removed(manifest, second.path),
          // With two values somebody has to choose; an agent's taint leaves the other list by its own rule.
          preferred: first.value === second.value && !isOfAgent,
        },
        {
          title: `Remove the one in ${first.list}`,
          edits: removed(manifest, first.path),
          preferred: false,
        },
      ],
    };
  },
};

/** An empty list need not stay behind. */
function removed(manifest: Manifest, path: Path) {
  const list = path.slice(0, -1);
  return remove(manifest, itemsOf(at(manifest, ...list)).length === 1 ? list : path);
}
