import { hostnameLabel, zoneLabel } from "../names.ts";
import { hasLabels, matchesNode } from "../selectors.ts";
import { repellingTaint } from "../taints.ts";
import { allowsDomain, countsNode, domainOf, isCounted } from "./neighbours.ts";
import { rulesCounting } from "./world.ts";
import type { Pod } from "../kubernetesObjects.ts";
import type { Neighbourhood } from "./neighbours.ts";
import type { Place } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import type { Fitting, World } from "./world.ts";

const csiZone = "topology.disk.csi.azure.com/zone";

/** The labels that the volumes' terms are held against; the disk driver has a zone label of its own. */
function volumeLabels({ labels }: Place): Readonly<Record<string, string>> {
  const zone = labels[zoneLabel];
  if (labels[csiZone] !== undefined || zone === undefined) return labels;
  return { ...labels, [csiZone]: zone === "0" || !zone.includes("-") ? "" : zone };
}

function fixedRefusal({ pod, volumes }: Fitting, place: Place): Refusal | undefined {
  const { nodeSelector = {}, affinity, tolerations = [] } = pod.spec;
  const taint = repellingTaint(tolerations, place.taints);
  if (taint) return { kind: "taint", taint };
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const fits = hasLabels(nodeSelector, place.labels) && (!required || matchesNode(required, place));
  if (!fits) return { kind: "selector" };
  const node = { name: place.name, labels: volumeLabels(place) };
  const usable = volumes.volumes.every((nodeSelectorTerms) =>
    matchesNode({ nodeSelectorTerms }, node),
  );
  return usable ? undefined : { kind: "volume" };
}

/** What labels, taints and volumes say about pod and node; remembered, because it does not change. */
export function placeRefusal(world: World, fitting: Fitting, place: Place): Refusal | undefined {
  const known = world.verdicts.get(fitting.kind) ?? new Map<Place, Refusal | undefined>();
  world.verdicts.set(fitting.kind, known);
  if (known.has(place)) return known.get(place);
  const refusal = fixedRefusal(fitting, place);
  known.set(place, refusal);
  return refusal;
}

function roomRefusal({ requests }: Fitting, { free }: Place): Refusal | undefined {
  for (const [resource, amount] of requests) {
    const missing = amount - (free[resource] ?? 0);
    // A thousandth of a millionth is noise of floating point, not a missing share of a core.
    if (amount > 0 && missing > 1e-9 * Math.max(1, amount))
      return { kind: "room", resource, missing };
  }
  return undefined;
}

/** Whether two uses of a port meet: the address 0.0.0.0 is all of them. */
function portsRefusal({ ports }: Fitting, place: Place): Refusal | undefined {
  const taken = ports.some((port) => {
    const [address, ...rest] = port.split("/");
    return [...place.ports.keys()].some((used) => {
      const [usedAddress, ...usedRest] = used.split("/");
      const meet = address === usedAddress || address === "0.0.0.0" || usedAddress === "0.0.0.0";
      return meet && rest.join() === usedRest.join();
    });
  });
  return taken ? { kind: "ports" } : undefined;
}

function leastOf(world: World, rule: Neighbourhood): number {
  if (rule.topologyKey === hostnameLabel) return 0;
  const domains = new Set(rule.topologyKey === zoneLabel ? world.zones : []);
  for (const place of world.places) {
    const domain = place.isThere ? domainOf(rule, place) : undefined;
    if (domain !== undefined && countsNode(rule, place)) domains.add(domain);
  }
  const allowed = [...domains].filter((domain) => allowsDomain(rule, domain));
  if (allowed.length < rule.minDomains) return 0;
  return Math.min(...allowed.map((domain) => rule.counts.get(domain) ?? 0));
}

function meetsRule(world: World, rule: Neighbourhood, pod: Pod, domain: string): boolean {
  const count = rule.counts.get(domain) ?? 0;
  switch (rule.kind) {
    case "antiAffinity":
      return count === 0;
    case "affinity": {
      if (count > 0) return true;
      const isFirst = [...rule.counts.values()].every((number) => number === 0);
      return isFirst && isCounted(rule, pod);
    }
    case "spread":
      return count + (isCounted(rule, pod) ? 1 : 0) - leastOf(world, rule) <= rule.maxSkew;
  }
}

function neighbourRefusal(world: World, fitting: Fitting, place: Place): Refusal | undefined {
  for (const rule of fitting.rules) {
    const domain = domainOf(rule, place);
    const isMet =
      domain === undefined
        ? rule.kind === "antiAffinity"
        : meetsRule(world, rule, fitting.pod, domain);
    if (!isMet) return { kind: rule.kind, topologyKey: rule.topologyKey };
  }
  for (const rule of rulesCounting(world, fitting.pod)) {
    if (rule.kind !== "antiAffinity") continue;
    const domain = domainOf(rule, place);
    if (domain !== undefined && (rule.owners.get(domain) ?? 0) > 0)
      return { kind: "antiAffinity", topologyKey: rule.topologyKey };
  }
  return undefined;
}

/** Why the pod cannot go to the node now; undefined when it can. */
export function refusalAt(world: World, fitting: Fitting, place: Place): Refusal | undefined {
  return (
    placeRefusal(world, fitting, place) ??
    roomRefusal(fitting, place) ??
    portsRefusal(fitting, place) ??
    neighbourRefusal(world, fitting, place)
  );
}
