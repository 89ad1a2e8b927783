import { timeText } from "../timeText.ts";
import { keyOf } from "../snapshot/podFacts.ts";
import { nodePoolLabel } from "../snapshot/names.ts";
import { emptyStaticPatch, widenPatch } from "./patches.ts";
import { staticNotes } from "./staticNotes.ts";
import { roomChanges } from "../room/makeRoom.ts";
import type { Remedy } from "../blockers/blocker.ts";
import type { Change, ReadObject } from "./change.ts";
import type { ObjectMeta } from "../snapshot/kubernetesObjects.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";
import type { DisableState } from "../state.ts";

/** The remedy as an action that a person can choose. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case "openBudget":
      return `Open PodDisruptionBudget ${remedy.budget}`;
    case "dropBudget":
      return `Delete PodDisruptionBudget ${remedy.budget} for now`;
    case "removeDoNotDisrupt":
      return `Remove the do-not-disrupt annotation of ${remedy.on.toLowerCase()} ${remedy.name}`;
    case "evictPod":
      return `Evict pod ${remedy.pod} now`;
    case "addRoom":
      return "Add room to the fixed pools";
    case "widenBudgets":
      return `Let all nodes of NodePool ${remedy.nodePool} drift at once`;
    case "removeLock":
      return `Remove lock ${remedy.lock.name}`;
    case "changePod":
      return `Open pod ${remedy.pod}`;
    case "backUpData":
      return `Save the data of pod ${remedy.pod}`;
    case "scaleStaticPool":
      return `Scale static NodePool ${remedy.nodePool} to 0`;
    case "pauseOwner":
      return `Pause what applies NodePool ${remedy.nodePool}`;
    case "drainByHand":
      return `Drain node ${remedy.node} by hand`;
    case "removeNodePoolLabel":
      return `Remove the label ${nodePoolLabel} of node ${remedy.node}`;
    case "deleteNodePool":
      return `Delete static NodePool ${remedy.nodePool}`;
    case "wait":
      return remedy.untilMs === undefined ? "Wait" : `Wait until ${timeText(remedy.untilMs)}`;
  }
}

/** What to know before the remedy is taken, in sentences. */
export function remedyNotes(remedy: Remedy, { inventory }: DisableState): readonly string[] {
  switch (remedy.kind) {
    case "evictPod":
      return ["PodDisruptionBudgets still count: the API server refuses what they forbid."];
    case "scaleStaticPool":
      return staticNotes(inventory, [remedy.nodePool]);
    default:
      return [];
  }
}

function readObject(metadata: ObjectMeta): ReadObject | undefined {
  const { name, namespace, uid, resourceVersion } = metadata;
  if (uid === undefined || resourceVersion === undefined) return undefined;
  return { name, ...(namespace !== undefined && { namespace }), uid, resourceVersion };
}

/**
 * What the remedy changes in the cluster, for remedies that are a change: none for those that only open something,
 * wait, or are a person's own work.
 */
export function remedyChanges(
  remedy: Remedy,
  { inventory, outlook }: DisableState,
): readonly Change[] {
  const { snapshot, poolsByName } = inventory;
  const podOf = (key: string) => snapshot.pods.find((pod) => keyOf(pod) === key)?.metadata;
  const patch = (name: string, make: (pool: NodePool) => Change | undefined) => {
    const pool = poolsByName.get(name);
    return pool === undefined ? [] : [make(pool) ?? []].flat();
  };
  switch (remedy.kind) {
    case "removeDoNotDisrupt": {
      const { on, name } = remedy;
      const node = snapshot.nodes.find(({ metadata }) => metadata.name === name)?.metadata;
      const metadata = on === "Pod" ? podOf(name) : node;
      const object = metadata && readObject(metadata);
      return object === undefined ? [] : [{ do: "removeDoNotDisrupt", kind: on, object }];
    }
    case "evictPod": {
      const metadata = podOf(remedy.pod);
      const pod = metadata && readObject(metadata);
      return pod === undefined ? [] : [{ do: "evictPod", pod }];
    }
    case "widenBudgets":
      return patch(remedy.nodePool, (pool) => widenPatch(pool, "100%"));
    case "scaleStaticPool":
      return patch(remedy.nodePool, emptyStaticPatch);
    case "addRoom":
      return roomChanges(outlook.forecast.needs, inventory);
    default:
      return [];
  }
}
