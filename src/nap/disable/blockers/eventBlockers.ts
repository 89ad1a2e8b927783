import { blockersByNode } from "./blockersByNode.ts";
import { latestEvents } from "./drainEvents.ts";
import { timeText } from "../timeText.ts";
import type { Blocker } from "./blocker.ts";
import type { DrainEvent } from "./drainEvents.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";

/** Karpenter says the same thing about a node every two minutes at most; what is older need not hold any more. */
const freshMs = 5 * 60_000;

/** The newer of Karpenter's last words about the node and about its NodeClaim. */
export function lastWordsOf(
  { node, claim }: NapNode,
  events: ReadonlyMap<string, DrainEvent>,
): DrainEvent | undefined {
  const ofNode = events.get(`Node/${node.metadata.name}`);
  const ofClaim = claim && events.get(`NodeClaim/${claim.metadata.name}`);
  return (ofNode?.atMs ?? 0) >= (ofClaim?.atMs ?? 0) ? (ofNode ?? ofClaim) : ofClaim;
}

/** Whether something that we found on our own says the same about the node. */
function isKnown(event: DrainEvent, found: readonly Blocker[]): boolean {
  const same = found.filter(({ kind }) => kind === event.kind);
  if (event.names.length === 0) return same.length > 0;
  return same.some(({ words }) => event.names.every((name) => words.includes(name)));
}

/**
 * What Karpenter itself says holds a node, where nothing that we read says so: the cluster may have changed since, or we
 * see less than it does. Never more than `unknown`.
 */
export function eventBlockers(
  { snapshot, napNodes, nowMs }: Inventory,
  found: readonly Blocker[],
): readonly Blocker[] {
  const events = latestEvents(snapshot.events);
  if (events.size === 0) return [];
  const byNode = blockersByNode(found);
  return napNodes.flatMap((napNode): readonly Blocker[] => {
    const event = lastWordsOf(napNode, events);
    const { name } = napNode.node.metadata;
    if (event === undefined || event.kind === "passing" || nowMs - event.atMs > freshMs) return [];
    if (isKnown(event, byNode.get(name) ?? [])) return [];
    const words = `Karpenter says at ${timeText(event.atMs)} (${event.reason}): ${event.message}`;
    const kind = event.kind ?? "saidByKarpenter";
    const { pool } = napNode;
    return [{ kind, effect: "unknown", node: name, nodePool: pool, words, remedies: [] }];
  });
}
