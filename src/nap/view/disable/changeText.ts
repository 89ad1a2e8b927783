import { countText } from "../../disable/countText.ts";
import type { Change } from "../../disable/changes/change.ts";

/** A change in a few words. */
export function changeText(change: Change): string {
  switch (change.do) {
    case "patchNodePool":
      return `NodePool ${change.name}: ${change.summary}`;
    case "scaleAgentPool":
      return `Agent pool ${change.pool}: ${change.from} -> ${change.to} nodes`;
    case "raiseAutoscaler": {
      const { pool, minCount, maxCount } = change;
      return `Agent pool ${pool}: autoscaler from ${minCount.from}-${maxCount.from} to ${minCount.to}-${maxCount.to} nodes`;
    }
    case "addAgentPool": {
      const { name, count, vmSize } = change.pool;
      return `New agent pool ${name}: ${countText(count, "node")} of ${vmSize}`;
    }
    case "deleteNode":
      return `Delete node ${change.node.name}`;
    case "deleteNodeClaim":
      return `Delete NodeClaim ${change.nodeClaim.name}`;
    case "evictPod":
      return `Evict pod ${pathOf(change.pod)}`;
    case "removeDoNotDisrupt":
      return `${change.kind} ${pathOf(change.object)}: annotation karpenter.sh/do-not-disrupt removed`;
    case "setMode":
      return `Node auto-provisioning: mode ${change.mode}`;
  }
}

function pathOf({ name, namespace }: { readonly name: string; readonly namespace?: string }) {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
