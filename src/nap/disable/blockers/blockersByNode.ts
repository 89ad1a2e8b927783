import type { Blocker } from "./blocker.ts";

/** The blockers of each node, those of no single node left out. */
export function blockersByNode(
  blockers: readonly Blocker[],
): ReadonlyMap<string, readonly Blocker[]> {
  const byNode = new Map<string, Blocker[]>();
  for (const blocker of blockers) {
    if (blocker.node === undefined) continue;
    const list = byNode.get(blocker.node);
    if (list === undefined) byNode.set(blocker.node, [blocker]);
    else list.push(blocker);
  }
  return byNode;
}
