import { refusalAt } from "./refusals.ts";
import { move } from "./world.ts";
import type { World } from "./world.ts";
import type { Place } from "./place.ts";
import type { Fitting } from "./fitPods.ts";

/** The share of the node's CPU and memory that stays free with the pod on it; the scheduler prefers the emptiest. */
function freeShare({ cpu, memory }: Fitting, { shares }: Place): number {
  return shares.free - cpu * shares.ofCpu - memory * shares.ofMemory;
}

/** The first node that takes the pod, as Karpenter looks for one before it gives up a node. */
function firstFit(world: World, fitting: Fitting): Place | undefined {
  return world.places.find(
    (place) => place.isThere && refusalAt(world, fitting, place) === undefined,
  );
}

/** The emptiest node that takes the pod, about as the scheduler chooses; fixed nodes come first among equals. */
function emptiestFit(world: World, fitting: Fitting): Place | undefined {
  let best: Place | undefined;
  let bestShare = -Infinity;
  for (const place of world.places) {
    if (!place.isThere) continue;
    const share = freeShare(fitting, place);
    if (share <= bestShare + 1e-12) continue;
    if (refusalAt(world, fitting, place) !== undefined) continue;
    best = place;
    bestShare = share;
  }
  return best;
}

const strategies = { firstFit, emptiestFit } as const;

export interface Placement {
  readonly fitting: Fitting;
  readonly place: Place;
}

/** Biggest pods first, by CPU and then memory, as Karpenter's queue orders them. */
export function bySize(left: Fitting, right: Fitting): number {
  return right.cpu - left.cpu || right.memory - left.memory;
}

/** What became of pods that look for a place together. */
export interface Attempt {
  readonly placed: readonly Placement[];
  readonly left: readonly Fitting[];
}

/** Puts as many of the pods as possible onto nodes, one after the other. */
export function placeAll(
  world: World,
  fittings: readonly Fitting[],
  strategy: keyof typeof strategies,
): Attempt {
  const placed: Placement[] = [];
  const left: Fitting[] = [];
  for (const fitting of fittings) {
    const place = strategies[strategy](world, fitting);
    if (place === undefined) {
      left.push(fitting);
      continue;
    }
    move(world, fitting, place, 1);
    placed.push({ fitting, place });
  }
  return { placed, left };
}

/** Takes placed pods away again. */
export function takeBack(world: World, placed: readonly Placement[]): void {
  for (const { fitting, place } of placed) move(world, fitting, place, -1);
}
