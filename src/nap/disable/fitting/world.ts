import { zoneLabel } from "../snapshot/names.ts";
import { podRequests } from "../snapshot/podResources.ts";
import { meetsAll } from "../snapshot/selectors.ts";
import { freeShare, hostPortsOf } from "./place.ts";
import { countsNode, domainOf, isCounted, ruleName, rulesOf } from "./neighbours.ts";
import { indexVolumes, volumeTermsOf } from "./volumeTerms.ts";
import type { Node, NodePool, Pod } from "../snapshot/kubernetesObjects.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";
import type { NamespaceLabels, Neighbourhood } from "./neighbours.ts";
import type { Place } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import type { VolumeTerms } from "./volumeTerms.ts";

/** What of a pod decides where it fits, worked out once. */
export interface Fitting {
  readonly pod: Pod;
  readonly requests: readonly (readonly [resource: string, amount: number])[];
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly string[];
  readonly volumes: VolumeTerms;
  /** Same text, same verdict about a node's labels and taints. */
  readonly kind: string;
  /** The pod's own rules about its neighbours. */
  readonly rules: readonly Neighbourhood[];
  /** All rules that count this pod. */
  readonly counted: readonly Neighbourhood[];
}

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

/** The rules of each pod, by its place in the list; the same rule is one object for all pods that have it. */
function sharedRules(
  pods: readonly Pod[],
  namespaces: NamespaceLabels,
): { readonly own: readonly (readonly Neighbourhood[])[]; readonly all: readonly Neighbourhood[] } {
  const shared = new Map<string, Neighbourhood>();
  const share = (rule: Neighbourhood) => {
    const name = ruleName(rule);
    const known = shared.get(name) ?? rule;
    shared.set(name, known);
    return known;
  };
  const own = pods.map((pod) => rulesOf(pod, namespaces).map(share));
  return { own, all: [...shared.values()] };
}

/** Answers which of the rules count a pod; pods of the same labels share the answer. */
function counting(all: readonly Neighbourhood[]): (pod: Pod) => readonly Neighbourhood[] {
  const known = new Map<string, readonly Neighbourhood[]>();
  return (pod) => {
    if (all.length === 0) return all;
    const key = JSON.stringify([pod.metadata.namespace, pod.metadata.labels]);
    const counted = known.get(key) ?? all.filter((rule) => isCounted(rule, pod));
    known.set(key, counted);
    return counted;
  };
}

function fittingOf(
  pod: Pod,
  volumes: VolumeTerms,
  neighbours: Pick<Fitting, "rules" | "counted">,
): Fitting {
  const { nodeSelector, affinity, tolerations } = pod.spec;
  const requests = podRequests(pod.spec);
  return {
    pod,
    requests: Object.entries(requests).filter(([, amount]) => amount > 0),
    cpu: requests.cpu ?? 0,
    memory: requests.memory ?? 0,
    ports: hostPortsOf(pod.spec),
    volumes,
    kind: JSON.stringify([nodeSelector, affinity?.nodeAffinity, tolerations, volumes.volumes]),
    ...neighbours,
  };
}

/** Works out what decides where each of the pods fits. */
export function fitPods(
  pods: readonly Pod[],
  snapshot: ClusterSnapshot,
): ReadonlyMap<Pod, Fitting> {
  const index = indexVolumes(snapshot);
  const namespaces = new Map(
    snapshot.namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
  );
  const { own, all } = sharedRules(pods, namespaces);
  const countedBy = counting(all);
  return new Map(
    pods.map((pod, position) => {
      const neighbours = { rules: own[position] ?? [], counted: countedBy(pod) };
      return [pod, fittingOf(pod, volumeTermsOf(pod, index), neighbours)];
    }),
  );
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
