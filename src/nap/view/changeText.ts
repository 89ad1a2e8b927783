import type { Change } from "../disable/change.ts";

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
      return `New agent pool ${name}: ${nodes(count)} of ${vmSize}`;
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

/** A number of nodes in words. */
export function nodes(count: number): string {
  return plural(count, "node");
}

/** A number of things; the noun's plural is regular. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
