import { isGoing } from "../fitting/buildWorld.ts";
import { bySize, placeAll } from "../fitting/choosePlace.ts";
import { placeRefusal, refusalAt } from "../fitting/refusals.ts";
import { refusalText } from "../fitting/refusal.ts";
import { conditionOf } from "../snapshot/conditions.ts";
import { keyOf } from "../snapshot/podFacts.ts";
import { begin, evict, tryToLeave } from "./rehearsalStage.ts";
import type { Stage } from "./rehearsalStage.ts";
import type { World } from "../fitting/world.ts";
import type { Fitting } from "../fitting/fitPods.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { Rehearsal, StrandedPod } from "./rehearsal.ts";

function driftedSince({ claim }: NapNode): number {
  const drifted = conditionOf(claim, "Drifted");
  return drifted?.status === "True" ? Date.parse(drifted.lastTransitionTime ?? "") : Infinity;
}

/** Empty nodes first, then by the time of their drift; nodes that have not drifted yet last, in no certain order. */
function inOrder(stage: Stage, nodes: readonly NapNode[]): readonly NapNode[] {
  const isFull = ({ node }: NapNode) =>
    (stage.podsOf.get(node.metadata.name)?.length ?? 0) > 0 ? 1 : 0;
  return nodes.toSorted((left, right) => {
    const [a, b] = [driftedSince(left), driftedSince(right)];
    return isFull(left) - isFull(right) || (a === b ? 0 : a - b);
  });
}

/** Goes through the nodes until none of them can leave any more; answers the pods that hold the others. */
function drain(
  stage: Stage,
  nodes: readonly NapNode[],
): {
  readonly order: readonly string[];
  readonly stuck: ReadonlyMap<string, readonly Fitting[]>;
} {
  const order: string[] = [];
  const stuck = new Map<string, readonly Fitting[]>();
  let waiting = inOrder(stage, nodes).map(({ node }) => node.metadata.name);
  // Room only shrinks, but a rule about neighbours may be met later: those nodes get another chance.
  for (let round = 0; round < 5 && waiting.length > 0; round++) {
    const before = order.length;
    for (const name of waiting) {
      const left = tryToLeave(stage, name);
      if (left.length === 0) order.push(name);
      else stuck.set(name, left);
    }
    const gone = new Set(order);
    waiting = waiting.filter(
      (name) =>
        !gone.has(name) &&
        (stuck.get(name) ?? []).some(({ rules, counted }) => rules.length + counted.length > 0),
    );
    for (const name of order) stuck.delete(name);
    if (order.length === before) break;
  }
  return { order, stuck };
}

function stranded(world: World, fitting: Fitting, node: string | undefined): StrandedPod {
  const counts = new Map<string, number>();
  const refused = world.places.filter(({ isNap }) => !isNap);
  for (const place of refused) {
    const refusal = refusalAt(world, fitting, place);
    const words = refusal && refusalText(refusal);
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  if (refused.length === 0) counts.set("there is no fixed node", 0);
  if (fitting.volumes.local.length > 0) counts.set("its volume is on a node's own disk", 0);
  const reasons = [...counts].map(([words, nodes]) => ({ words, nodes }));
  const isCrowdedOut = world.places.some(
    (place) => place.name !== node && placeRefusal(world, fitting, place) === undefined,
  );
  return { pod: keyOf(fitting.pod), node, reasons, isCrowdedOut };
}

function strandedIn(world: World, stuck: ReadonlyMap<string, readonly Fitting[]>) {
  return [...stuck].flatMap(([name, fittings]) =>
    fittings.map((fitting) => stranded(world, fitting, name)),
  );
}

/** What the blockers say about nodes and pods. */
export interface Constraints {
  /** Nodes that stay whatever room there is. */
  readonly held: ReadonlySet<string>;
  /** Pods (`namespace/name`) that nobody evicts until somebody acts: a node that is being drained stays for them. */
  readonly undrained: ReadonlySet<string>;
  /**
   * Pods (`namespace/name`) that a terminationGracePeriod ends in spite of their protection: Karpenter does not look
   * for a place for them beforehand.
   */
  readonly unawaited: ReadonlySet<string>;
}

/**
 * Plays the drain through on the snapshot, as Karpenter and the scheduler would: nodes that are `held` stay whatever
 * happens. Nodes that are being drained already and those of static pools go at once, but for pods that nobody evicts.
 * One of the others goes after the other, empty ones first and then the oldest drift; a node goes when each of its pods
 * has a place on the fixed nodes or on NAP nodes that are still there, because drifted nodes take pods until it is
 * their turn. What is not played: time, priorities and preemption, preferences, attached disks per node.
 */
export function rehearse(inventory: Inventory, constraints: Constraints): Rehearsal {
  const { held, unawaited } = constraints;
  const stage = begin(inventory, unawaited);
  const leaving = inventory.napNodes.filter((napNode) => isGoing(napNode, inventory));
  const undrained = leaving.flatMap((napNode) => drainAtOnce(stage, napNode, constraints));
  const others = inventory.napNodes.filter((napNode) => !isGoing(napNode, inventory));
  const isHeld = ({ node }: NapNode) => held.has(node.metadata.name);
  const { order, stuck } = drain(
    stage,
    others.filter((napNode) => !isHeld(napNode)),
  );
  const drainedAway = leaving.flatMap(({ node: { metadata } }) =>
    undrained.some(({ pod }) => pod.spec.nodeName === metadata.name) ? [] : [metadata.name],
  );
  const rehearsal = outcomeOf(stage, { inventory, gone: [...drainedAway, ...order], stuck });
  // Last, because it goes on with the stage: what would hold the others if nothing else did.
  const stillStuck = drain(stage, others.filter(isHeld)).stuck;
  const placeless = placeAll(stage.world, undrained.toSorted(bySize), "firstFit").left;
  return {
    ...rehearsal,
    heldWithoutPlace: [
      ...strandedIn(stage.world, stillStuck),
      ...placeless.map((one) => stranded(stage.world, one, one.pod.spec.nodeName)),
    ],
  };
}

/** A node that goes whatever room there is loses all pods that may be evicted; answers the others, which it stays for. */
function drainAtOnce(
  stage: Stage,
  { node }: NapNode,
  { undrained }: Constraints,
): readonly Fitting[] {
  const { name } = node.metadata;
  const pods = [...(stage.podsOf.get(name) ?? [])].sort(bySize);
  const isStaying = ({ pod }: Fitting) => undrained.has(keyOf(pod));
  stage.podsOf.delete(name);
  evict(
    stage,
    name,
    pods.filter((fitting) => !isStaying(fitting)),
  );
  return pods.filter(isStaying);
}

interface Played {
  readonly inventory: Inventory;
  readonly gone: readonly string[];
  readonly stuck: ReadonlyMap<string, readonly Fitting[]>;
}

/** What the stage shows now, without looking at what would hold the nodes that are held anyway. */
function outcomeOf(stage: Stage, { inventory, gone, stuck }: Played): Rehearsal {
  const pending = new Set(stage.pending.map(({ pod }) => keyOf(pod)));
  const positions = new Map(gone.map((name, position) => [name, position + 1]));
  const staying = inventory.napNodes.length - gone.length;
  return {
    staying: { least: staying, most: staying },
    nodes: inventory.napNodes.map(({ node, pool }) => {
      const { name } = node.metadata;
      const order = positions.get(name);
      const common = { node: name, nodePool: pool, isCertain: true };
      if (order !== undefined) return { ...common, outcome: "leaves", order };
      return { ...common, outcome: stuck.has(name) ? "noRoom" : "held" };
    }),
    moves: [...stage.moves.values()],
    withoutPlace: strandedIn(stage.world, stuck),
    heldWithoutPlace: [],
    hangingOnOrder: [],
    pending: stage.pending.map((fitting) =>
      stranded(stage.world, fitting, fitting.pod.spec.nodeName),
    ),
    atRisk: [...stage.atRisk].flatMap(([pod, node]) => (pending.has(pod) ? [] : [{ pod, node }])),
    lost: [...stage.lost],
  };
}
