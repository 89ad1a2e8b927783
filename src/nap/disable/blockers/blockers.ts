import { indexBudgets } from "./disruptionBudgets.ts";
import { indexVolumes } from "../fitting/volumeTerms.ts";
import { isGoing } from "../fitting/buildWorld.ts";
import { forecastRoom } from "../room/forecast.ts";
import { automaticBlockers } from "./automaticBlockers.ts";
import { drainedBlockers, leftClaimBlockers } from "./leavingBlockers.ts";
import { lockBlockers } from "./lockBlockers.ts";
import { nodeBlockers, poolBlockers } from "./nodeBlockers.ts";
import { podBlockers } from "./podBlockers.ts";
import { timeText } from "../timeText.ts";
import { terminationTimeAnnotation } from "../snapshot/names.ts";
import { eventBlockers } from "./eventBlockers.ts";
import { rehearseOrders } from "../rehearsal/rehearseOrders.ts";
import { nodeClassBlockers, notDriftingBlockers } from "./staleNodes.ts";
import { revertBlockers } from "./reverts.ts";
import { roomBlockers } from "./roomBlockers.ts";
import type { Blocker, BlockerKind } from "./blocker.ts";
import type { Forecast } from "../room/roomForecast.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { Rehearsal } from "../rehearsal/rehearsal.ts";

/** Everything that is said about a cluster before and while its NAP nodes go. */
export interface Outlook {
  readonly blockers: readonly Blocker[];
  readonly rehearsal: Rehearsal;
  readonly forecast: Forecast;
}

/** The blockers of nodes, pods, pools and locks that do not depend on where pods fit. */
function directBlockers(inventory: Inventory): readonly Blocker[] {
  const { snapshot, nowMs, napNodes } = inventory;
  const context = {
    nowMs,
    budgets: indexBudgets(inventory),
    volumes: indexVolumes(snapshot),
  };
  return [
    ...automaticBlockers(inventory),
    ...lockBlockers(inventory),
    ...leftClaimBlockers(inventory),
    ...snapshot.nodePools.flatMap((pool) => [
      ...revertBlockers(pool),
      ...poolBlockers(pool, inventory),
      ...nodeClassBlockers(pool, inventory),
      ...notDriftingBlockers(pool, inventory),
    ]),
    ...napNodes.flatMap((napNode) => [
      ...nodeBlockers(napNode, inventory),
      ...deadline(napNode),
      ...drainedBlockers(napNode, nowMs),
      ...napNode.pods.flatMap((pod) => podBlockers(pod, napNode, context)),
    ]),
    ...unreadBlockers(inventory),
  ];
}

/** When a node that is going loses all protection of its pods. */
function deadline({ node, pool, claim }: NapNode): readonly Blocker[] {
  const { name } = node.metadata;
  const time = claim?.metadata.annotations?.[terminationTimeAnnotation];
  if (time === undefined) return [];
  const words = `Node ${name}: all of its pods are deleted by ${timeText(Date.parse(time))}, whatever protects them.`;
  return [
    {
      kind: "terminationGracePeriod",
      effect: "info",
      node: name,
      nodePool: pool,
      words,
      remedies: [],
    },
  ];
}

const needed = {
  pods: "which pods hold which node",
  podDisruptionBudgets: "which PodDisruptionBudgets stop a drain",
  nodeClaims: "which nodes belong to Karpenter",
  nodePools: "which budgets apply",
} as const;

function unreadBlockers({ snapshot }: Inventory): readonly Blocker[] {
  return snapshot.unread.flatMap(({ list, message }) => {
    const what = (needed as Readonly<Record<string, string>>)[list];
    if (what === undefined) return [];
    const kind = list === "podDisruptionBudgets" ? "podDisruptionBudget" : "withoutClaim";
    const words = `It cannot be told ${what}: ${list} could not be read (${message}).`;
    return [{ kind, effect: "unknown", words, remedies: [] } as const];
  });
}

/** The nodes that stay until somebody acts, whatever room there is. */
function heldNodes(blockers: readonly Blocker[]): ReadonlySet<string> {
  return new Set(
    blockers.flatMap(({ effect, node }) =>
      effect === "blocks" && node !== undefined ? [node] : [],
    ),
  );
}

/** What keeps Karpenter from all nodes of a NodePool. */
const ofWholePools: ReadonlySet<BlockerKind> = new Set(["disruptionBudget", "withoutNodeClass"]);

const protections = new Set(["doNotDisruptPod", "podDisruptionBudget"]);

/** Pods whose protection a terminationGracePeriod ends. */
function unawaitedPods(blockers: readonly Blocker[]): ReadonlySet<string> {
  return new Set(
    blockers.flatMap(({ kind, effect, pod }) =>
      effect === "loses" && protections.has(kind) && pod !== undefined ? [pod] : [],
    ),
  );
}

const evictions = new Set([
  "doNotDisruptPod",
  "podDisruptionBudget",
  "severalPodDisruptionBudgets",
]);

/** Pods that nobody evicts until somebody acts. */
function undrainedPods(blockers: readonly Blocker[]): ReadonlySet<string> {
  return new Set(
    blockers.flatMap(({ kind, effect, pod }) =>
      effect === "blocks" && evictions.has(kind) && pod !== undefined ? [pod] : [],
    ),
  );
}

/**
 * All blockers of all NAP nodes, the rehearsal of the drain and the room that is missing. Nodes that are leaving are
 * not held by what only stops Karpenter from picking them.
 */
export function outlookOf(inventory: Inventory): Outlook {
  const direct = directBlockers(inventory);
  const leaving = new Set(
    inventory.napNodes
      .filter((napNode) => isGoing(napNode, inventory))
      .map(({ node }) => node.metadata.name),
  );
  const closed = new Set(
    direct.flatMap(({ kind, effect, nodePool }) =>
      ofWholePools.has(kind) && effect === "blocks" && nodePool !== undefined ? [nodePool] : [],
    ),
  );
  const held = new Set(heldNodes(direct));
  for (const { node, pool } of inventory.napNodes)
    if (closed.has(pool) && !leaving.has(node.metadata.name)) held.add(node.metadata.name);
  const rehearsal = rehearseOrders(inventory, {
    held,
    undrained: undrainedPods(direct),
    unawaited: unawaitedPods(direct),
  });
  const pools = new Map(inventory.napNodes.map(({ node, pool }) => [node.metadata.name, pool]));
  const found = [...direct, ...roomBlockers(rehearsal, pools)];
  return {
    blockers: [...found, ...eventBlockers(inventory, found)],
    rehearsal,
    forecast: forecastRoom(inventory),
  };
}
