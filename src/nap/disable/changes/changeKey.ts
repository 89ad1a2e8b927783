import { commandOf } from "./commands.ts";
import type { Change } from "./change.ts";

/**
 * A change as it was shown: two of the same command are the same change, whatever versions they are of. A pod, node or
 * claim that has come in the place of another one under its name is another object, which nobody has agreed about.
 */
export function keyOf(change: Change): string {
  const command = commandOf(change);
  switch (change.do) {
    case "deleteNode":
      return `${command} ${change.node.uid}`;
    case "deleteNodeClaim":
      return `${command} ${change.nodeClaim.uid}`;
    case "evictPod":
      return `${command} ${change.pod.uid}`;
    case "removeDoNotDisrupt":
      return `${command} ${change.object.uid}`;
    default:
      return command;
  }
}

/**
 * What the change is about: an agreed change is not done while the plan wants any change of it, be it another one than
 * was agreed to.
 */
export function subjectOf(change: Change): string {
  switch (change.do) {
    case "patchNodePool":
      return `NodePool ${change.name}`;
    case "scaleAgentPool":
    case "raiseAutoscaler":
      return `agent pool ${change.pool}`;
    case "addAgentPool":
      return `agent pool ${change.pool.name}`;
    default:
      return keyOf(change);
  }
}
