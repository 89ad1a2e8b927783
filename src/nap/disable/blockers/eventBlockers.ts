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

/** Karpenter calls a pool "not found" also when it has no VM sizes for it (karpenter v1.14.0 disruption/types.go). */
const withoutSizes =
  "The NodePool is there; Karpenter has no VM sizes for it, or cannot list them.";

/**
 * What Karpenter itself says holds a node, where nothing that we read says so: the cluster may have changed since, or we
 * see less than it does. Never more than `unknown`.
 */
export function eventBlockers(
  { snapshot, napNodes, nowMs, poolsByName }: Inventory,
  found: readonly Blocker[],
): readonly Blocker[] {
  const events = latestEvents(snapshot.events);
  if (events.size === 0) return [];
  const byNode = blockersByNode(found);
  const classless = new Set(
    found.flatMap(({ kind, nodePool }) => (kind === "withoutNodeClass" ? [nodePool] : [])),
  );
  return napNodes.flatMap((napNode): readonly Blocker[] => {
    const event = lastWordsOf(napNode, events);
    const { name } = napNode.node.metadata;
    if (event === undefined || event.kind === "passing" || nowMs - event.atMs > freshMs) return [];
    const { pool } = napNode;
    const isPoolThere = event.kind === "withoutNodePool" && poolsByName.has(pool);
    if (isPoolThere && classless.has(pool)) return [];
    if (isKnown(event, byNode.get(name) ?? [])) return [];
    const said = `Karpenter says at ${timeText(event.atMs)} (${event.reason}): ${event.message}`;
    const words = isPoolThere ? `${said}. ${withoutSizes}` : said;
    const kind = isPoolThere ? "saidByKarpenter" : (event.kind ?? "saidByKarpenter");
    return [{ kind, effect: "unknown", node: name, nodePool: pool, words, remedies: [] }];
  });
}
