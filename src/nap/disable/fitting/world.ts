import { zoneLabel } from "../snapshot/names.ts";
import { meetsAll } from "../snapshot/selectors.ts";
import { freeShare } from "./place.ts";
import type { Place } from "./place.ts";
import { countsNode, domainOf } from "./neighbours.ts";
import type { Neighbourhood } from "./neighbours.ts";
import type { Node } from "../snapshot/kubernetesObjects.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";
import type { Pod } from "../snapshot/podObjects.ts";
import type { Refusal } from "./refusal.ts";
import type { Fitting } from "./fitPods.ts";

/** Nodes with their room and the neighbourhoods of their pods; changes as pods come and go. */
export interface World {
  readonly places: Place[];
  readonly fittings: ReadonlyMap<Pod, Fitting>;
  /** Zones that count for spreads although no node may be there. */
  readonly zones: ReadonlySet<string>;
  /** Verdicts about labels, taints and volumes; places know them by index. */
  readonly verdicts: Map<string, (Refusal | null | undefined)[]>;
  /** Places that count for a rule. */
  readonly eligible: Map<Neighbourhood, Map<Place, boolean>>;
  /** Places that are there and count for a rule, by domain; worked out again when places are added. */
  readonly domains: Map<Neighbourhood, Domains>;
}

interface Domains {
  /** Of how many places. */
  readonly of: number;
  readonly places: Map<string, number>;
}

function isEligible(world: World, rule: Neighbourhood, place: Place): boolean {
  const known = world.eligible.get(rule) ?? new Map<Place, boolean>();
  world.eligible.set(rule, known);
  const verdict = known.get(place) ?? countsNode(rule, place);
  known.set(place, verdict);
  return verdict;
}

/** The domains that count for the least of a spread, while the nodes are as they are. */
export function domainsOf(world: World, rule: Neighbourhood): Iterable<string> {
  const { places } = knownDomains(world, rule);
  const there = [...places].flatMap(([domain, count]) => (count > 0 ? domain : []));
  return rule.topologyKey === zoneLabel ? new Set([...world.zones, ...there]) : there;
}

function knownDomains(world: World, rule: Neighbourhood): Domains {
  const known = world.domains.get(rule);
  if (known?.of === world.places.length) return known;
  const domains: Domains = { of: world.places.length, places: new Map() };
  for (const place of world.places) {
    const domain = place.isThere ? domainOf(rule, place) : undefined;
    if (domain !== undefined && isEligible(world, rule, place)) change(domains.places, domain, 1);
  }
  world.domains.set(rule, domains);
  return domains;
}

/** Takes the node away, or brings it back. */
export function setThere(world: World, place: Place, isThere: boolean): void {
  if (place.isThere === isThere) return;
  place.isThere = isThere;
  for (const [rule, { places }] of world.domains) {
    const domain = domainOf(rule, place);
    if (domain !== undefined && isEligible(world, rule, place))
      change(places, domain, isThere ? 1 : -1);
  }
}

function change(map: Map<string, number>, key: string, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

/** Counts the pod for the rules of its neighbours, without taking room. */
export function countNeighbour(world: World, fitting: Fitting, place: Place, by: 1 | -1): void {
  for (const rule of fitting.counted) {
    const domain = domainOf(rule, place);
    if (domain !== undefined && isEligible(world, rule, place)) change(rule.counts, domain, by);
  }
  for (const rule of fitting.rules) {
    const domain = domainOf(rule, place);
    if (domain !== undefined) change(rule.owners, domain, by);
  }
}

/** Puts the pod onto the node (`by` 1) or takes it away (`by` -1). */
export function move(world: World, fitting: Fitting, place: Place, by: 1 | -1): void {
  for (const [resource, amount] of fitting.requests)
    place.free[resource] = (place.free[resource] ?? 0) - by * amount;
  place.shares.free = freeShare(place.shares, place.free);
  for (const port of fitting.ports) {
    change(place.ports, port, by);
    if (place.ports.get(port) === 0) place.ports.delete(port);
  }
  countNeighbour(world, fitting, place, by);
}

/**
 * The zones in which the NodePools may make nodes: they count for spreads although no node may be there
 * (scheduling/topology.go builds its domains from NodePools). Three wherever the region has zones at all.
 */
export function zonesOf(
  nodes: readonly Node[],
  nodePools: readonly NodePool[],
): ReadonlySet<string> {
  const regions = nodes.flatMap(({ metadata }) => {
    const [, region] = /^(.+)-[1-3]$/.exec(metadata.labels?.[zoneLabel] ?? "") ?? [];
    return region ?? [];
  });
  const zones = [...new Set(regions)].flatMap((region) => [1, 2, 3].map((n) => `${region}-${n}`));
  const isPossible = (zone: string) =>
    nodePools.some(({ spec }) => {
      const all = spec.template.spec.requirements ?? [];
      const own = all.filter(({ key }) => key === zoneLabel);
      return spec.replicas === undefined && meetsAll(own, { [zoneLabel]: zone });
    });
  return new Set(zones.filter(isPossible));
}
