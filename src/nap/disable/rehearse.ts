import { buildWorld, isLeaving } from "./fitting/buildWorld.ts";
import { bySize, placeAll, takeBack } from "./fitting/choosePlace.ts";
import { placeRefusal, refusalAt } from "./fitting/refusals.ts";
import { refusalText } from "./fitting/refusal.ts";
import { move } from "./fitting/world.ts";
import { conditionOf } from "./nodeBlockers.ts";
import { isNaked, isReschedulable, keyOf } from "./podFacts.ts";
import type { Attempt } from "./fitting/choosePlace.ts";
import type { Fitting, World } from "./fitting/world.ts";
import type { Inventory, NapNode } from "./inventory.ts";
import type { PodMove, Rehearsal, StrandedPod } from "./rehearsal.ts";

interface Stage {
  readonly world: World;
  readonly places: ReadonlyMap<string, World["places"][number]>;
  /** The pods that a node has by now: its own and those that came in the meantime. */
  readonly podsOf: Map<string, Fitting[]>;
  readonly moves: Map<Fitting, PodMove>;
  readonly pending: Fitting[];
  readonly lost: string[];
  /** By pod, the node that it left last. */
  readonly atRisk: Map<string, string>;
  /** Pods that no place is looked for before their node goes. */
  readonly unawaited: ReadonlySet<string>;
}

function settle(stage: Stage, from: string, { placed, left }: Attempt): void {
  for (const { fitting, place } of placed) {
    const first = stage.moves.get(fitting)?.from ?? from;
    stage.moves.set(fitting, { pod: keyOf(fitting.pod), from: first, to: place.name });
    const there = stage.podsOf.get(place.name);
    if (there === undefined) stage.podsOf.set(place.name, [fitting]);
    else there.push(fitting);
  }
  stage.pending.push(...left);
}

/** Pods that are left over when the small ones come first: a scheduler takes them as they come. */
function unluckyPods(world: World, fittings: readonly Fitting[]): readonly string[] {
  const { placed, left } = placeAll(world, fittings.toReversed(), "emptiestFit");
  takeBack(world, placed);
  return left.map(({ pod }) => keyOf(pod));
}

/** The scheduler starts evicted pods wherever it likes best; pods without controller are not started again. */
function evict(stage: Stage, from: string, pods: readonly Fitting[]): void {
  const returning = pods.filter(({ pod }) => !isNaked(pod));
  for (const { pod } of pods) if (isNaked(pod)) stage.lost.push(keyOf(pod));
  // A volume on the node's own disk binds the pod to the node that is gone.
  const bound = returning.filter(({ volumes }) => volumes.local.length > 0);
  const free = returning.filter(({ volumes }) => volumes.local.length === 0);
  for (const pod of unluckyPods(stage.world, free)) stage.atRisk.set(pod, from);
  const emptiest = placeAll(stage.world, free, "emptiestFit");
  if (emptiest.left.length === 0) settle(stage, from, emptiest);
  else {
    takeBack(stage.world, emptiest.placed);
    settle(stage, from, placeAll(stage.world, free, "firstFit"));
  }
  stage.pending.push(...bound);
}

/** Lets a node go if Karpenter would: when each of its pods has a place elsewhere at the same time. */
function tryToLeave(stage: Stage, name: string): readonly Fitting[] {
  const { world } = stage;
  const place = stage.places.get(name);
  const pods = [...(stage.podsOf.get(name) ?? [])].sort(bySize);
  if (place === undefined) return [];
  place.isThere = false;
  for (const fitting of pods) move(world, fitting, place, -1);
  const awaited = pods.filter(({ pod }) => !stage.unawaited.has(keyOf(pod)));
  const attempt = placeAll(world, awaited, "firstFit");
  takeBack(world, attempt.placed);
  if (attempt.left.length > 0) {
    for (const fitting of pods) move(world, fitting, place, 1);
    place.isThere = true;
    return attempt.left;
  }
  stage.podsOf.delete(name);
  evict(stage, name, pods);
  return [];
}

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

function begin(inventory: Inventory, unawaited: ReadonlySet<string>): Stage {
  const world = buildWorld(inventory, "none");
  const podsOf = new Map<string, Fitting[]>();
  const fittingsOf = (pods: NapNode["pods"]) =>
    pods.filter(isReschedulable).flatMap((pod) => world.fittings.get(pod) ?? []);
  for (const { node, pods } of inventory.napNodes) podsOf.set(node.metadata.name, fittingsOf(pods));
  const places = new Map(world.places.map((place) => [place.name, place]));
  const stage: Stage = {
    world,
    places,
    podsOf,
    moves: new Map(),
    pending: [],
    lost: [],
    atRisk: new Map(),
    unawaited,
  };
  const unbound = fittingsOf(inventory.unboundPods).sort(bySize);
  stage.pending.push(...placeAll(world, unbound, "firstFit").left);
  return stage;
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

/** What the blockers say about nodes and pods. */
export interface Constraints {
  /** Nodes that stay whatever room there is. */
  readonly held: ReadonlySet<string>;
  /**
   * Pods (`namespace/name`) that a terminationGracePeriod ends in spite of their protection: Karpenter does not look
   * for a place for them beforehand.
   */
  readonly unawaited: ReadonlySet<string>;
}

/**
 * Plays the drain through on the snapshot, as Karpenter and the scheduler would: nodes that are `held` stay whatever
 * happens. One node goes after the other, empty ones first and then the oldest drift; a node goes when each of its pods
 * has a place on the fixed nodes or on NAP nodes that are still there, because drifted nodes take pods until it is
 * their turn. What is not played: time, priorities and preemption, preferences, attached disks per node.
 */
export function rehearse(inventory: Inventory, { held, unawaited }: Constraints): Rehearsal {
  const stage = begin(inventory, unawaited);
  const leaving = inventory.napNodes.filter(isLeaving);
  for (const { node } of leaving) {
    const { name } = node.metadata;
    const pods = [...(stage.podsOf.get(name) ?? [])].sort(bySize);
    stage.podsOf.delete(name);
    evict(stage, name, pods);
  }
  const candidates = inventory.napNodes.filter(
    (napNode) => !isLeaving(napNode) && !held.has(napNode.node.metadata.name),
  );
  const { order, stuck } = drain(stage, candidates);
  const gone = [...leaving.map(({ node }) => node.metadata.name), ...order];
  const pending = new Set(stage.pending.map(({ pod }) => keyOf(pod)));
  const positions = new Map(gone.map((name, position) => [name, position + 1]));
  const staying = inventory.napNodes.length - gone.length;
  return {
    staying: { least: staying, most: staying },
    nodes: inventory.napNodes.map(({ node, pool }) => {
      const { name } = node.metadata;
      const position = positions.get(name);
      if (position !== undefined)
        return { node: name, nodePool: pool, outcome: "leaves", order: position, isCertain: true };
      return {
        node: name,
        nodePool: pool,
        outcome: held.has(name) ? "held" : "noRoom",
        isCertain: true,
      };
    }),
    moves: [...stage.moves.values()],
    withoutPlace: [...stuck].flatMap(([name, fittings]) =>
      fittings.map((fitting) => stranded(stage.world, fitting, name)),
    ),
    pending: stage.pending.map((fitting) =>
      stranded(stage.world, fitting, fitting.pod.spec.nodeName),
    ),
    atRisk: [...stage.atRisk].flatMap(([pod, node]) => (pending.has(pod) ? [] : [{ pod, node }])),
    lost: stage.lost,
  };
}
