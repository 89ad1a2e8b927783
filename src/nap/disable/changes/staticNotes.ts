import { countText } from "../countText.ts";
import { isReschedulable } from "../snapshot/podFacts.ts";
import { isStatic } from "./remembered.ts";
import type { Inventory } from "../snapshot/inventory.ts";

/** What comes of scaling static NodePools to 0, in sentences; of all that have nodes, or of those that are named. */
export function staticNotes(
  { snapshot, napNodes }: Inventory,
  pools?: readonly string[],
): readonly string[] {
  return snapshot.nodePools.flatMap((pool) => {
    const { name } = pool.metadata;
    const own = napNodes.filter((one) => one.pool === name);
    const isAsked = pools?.includes(name) ?? true;
    if (!isAsked || !isStatic(pool) || pool.spec.replicas === 0 || own.length === 0) return [];
    const pods = own.flatMap((one) => one.pods.filter(isReschedulable)).length;
    return [
      `NodePool ${name} is static: scaled to 0, ${countText(own.length, "node")} of it with ${countText(pods, "pod")} to move ${own.length === 1 ? "is" : "are"} deleted at once, whether or not there is room elsewhere. Make room first where it lacks.`,
    ];
  });
}
