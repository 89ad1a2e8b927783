import { zoneLabel } from "../names.ts";
import { podRequests } from "../podResources.ts";
import { meetsAll } from "../selectors.ts";
import { hostPortsOf } from "./place.ts";
import { countsNode, domainOf, isCounted, ruleName, rulesOf } from "./neighbours.ts";
import type { NamespaceLabels, Neighbourhood } from "./neighbours.ts";
import type { Node, NodePool, Pod } from "../kubernetesObjects.ts";
import type { Place } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import type { VolumeTerms } from "./volumeTerms.ts";

/** What of a pod decides where it fits, worked out once. */
export interface Fitting {
  readonly pod: Pod;
  readonly requests: readonly (readonly [resource: string, amount: number])[];
  readonly ports: readonly string[];
  readonly volumes: VolumeTerms;
  /** Same text, same verdict about a node's labels and taints. */
  readonly kind: string;
  readonly rules: readonly Neighbourhood[];
}

/** Nodes with their room and the neighbourhoods of their pods; changes as pods come and go. */
export interface World {
  readonly places: readonly Place[];
  readonly fittings: ReadonlyMap<Pod, Fitting>;
  readonly rules: ReadonlyMap<string, Neighbourhood>;
  /** Zones that count for spreads although no node may be there. */
  readonly zones: ReadonlySet<string>;
  readonly verdicts: Map<string, Map<Place, Refusal | undefined>>;
  readonly countedBy: Map<string, readonly Neighbourhood[]>;
}

/** The rules of others that count this pod. */
export function rulesCounting(world: World, { metadata }: Pod): readonly Neighbourhood[] {
  const key = JSON.stringify([metadata.namespace, metadata.labels]);
  let found = world.countedBy.get(key);
  if (found === undefined) {
    found = [...world.rules.values()].filter((rule) => isCounted(rule, { metadata, spec: {} }));
    world.countedBy.set(key, found);
  }
  return found;
}

function change(map: Map<string, number>, key: string, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

/** Puts the pod onto the node (`by` 1) or takes it away (`by` -1). */
export function move(world: World, fitting: Fitting, place: Place, by: 1 | -1): void {
  for (const [resource, amount] of fitting.requests)
    place.free[resource] = (place.free[resource] ?? 0) - by * amount;
  for (const port of fitting.ports) {
    change(place.ports, port, by);
    if (place.ports.get(port) === 0) place.ports.delete(port);
  }
  countNeighbour(world, fitting, place, by);
}

/** Counts the pod for the rules of its neighbours, without taking room. */
export function countNeighbour(world: World, fitting: Fitting, place: Place, by: 1 | -1): void {
  for (const rule of rulesCounting(world, fitting.pod)) {
    const domain = domainOf(rule, place);
    if (domain !== undefined && countsNode(rule, place)) change(rule.counts, domain, by);
  }
  for (const rule of fitting.rules) {
    const domain = domainOf(rule, place);
    if (domain !== undefined) change(rule.owners, domain, by);
  }
}

/** Works out what of a pod decides where it fits; shares rules with pods that have the same. */
export function fittingOf(
  pod: Pod,
  volumes: VolumeTerms,
  context: { readonly rules: Map<string, Neighbourhood>; readonly namespaces: NamespaceLabels },
): Fitting {
  const rules = rulesOf(pod, context.namespaces).map((rule) => {
    const name = ruleName(rule);
    const known = context.rules.get(name) ?? rule;
    context.rules.set(name, known);
    return known;
  });
  const { nodeSelector, affinity, tolerations } = pod.spec;
  const kind = JSON.stringify([nodeSelector, affinity?.nodeAffinity, tolerations, volumes.volumes]);
  const requests = Object.entries(podRequests(pod.spec)).filter(([, amount]) => amount > 0);
  return { pod, requests, ports: hostPortsOf(pod.spec), volumes, kind, rules };
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
