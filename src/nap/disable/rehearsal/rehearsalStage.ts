import { buildWorld } from "../fitting/buildWorld.ts";
import { bySize, placeAll, takeBack } from "../fitting/choosePlace.ts";
import type { Attempt } from "../fitting/choosePlace.ts";
import { move, setThere } from "../fitting/world.ts";
import type { World } from "../fitting/world.ts";
import { isNaked, isReschedulable, keyOf } from "../snapshot/podFacts.ts";
import type { Fitting } from "../fitting/fitPods.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { PodMove } from "./rehearsal.ts";

/** A drain as far as it has been played. */
export interface Stage {
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
export function evict(stage: Stage, from: string, pods: readonly Fitting[]): void {
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

/** Lets a node go if Karpenter would: when each of its pods has a place elsewhere at the same time. Answers those without. */
export function tryToLeave(stage: Stage, name: string): readonly Fitting[] {
  const { world } = stage;
  const place = stage.places.get(name);
  const pods = [...(stage.podsOf.get(name) ?? [])].sort(bySize);
  if (place === undefined) return [];
  setThere(world, place, false);
  for (const fitting of pods) move(world, fitting, place, -1);
  const awaited = pods.filter(({ pod }) => !stage.unawaited.has(keyOf(pod)));
  const attempt = placeAll(world, awaited, "firstFit");
  takeBack(world, attempt.placed);
  if (attempt.left.length > 0) {
    for (const fitting of pods) move(world, fitting, place, 1);
    setThere(world, place, true);
    return attempt.left;
  }
  stage.podsOf.delete(name);
  evict(stage, name, pods);
  return [];
}

/** The stage before the first node goes; pods that are pending already look for a place first. */
export function begin(inventory: Inventory, unawaited: ReadonlySet<string>): Stage {
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
