import { hostnameLabel, zoneLabel } from "../snapshot/names.ts";
import { hasLabels, matchesNode } from "../snapshot/selectors.ts";
import { repellingTaint } from "../snapshot/taints.ts";
import { allowsDomain, domainOf } from "./neighbours.ts";
import type { Neighbourhood } from "./neighbours.ts";
import { domainsOf } from "./world.ts";
import type { World } from "./world.ts";
import type { Place } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import type { Fitting } from "./fitPods.ts";

const csiZone = "topology.disk.csi.azure.com/zone";

/** The labels that the volumes' terms are held against; the disk driver has a zone label of its own. */
function volumeLabels({ labels }: Place): Readonly<Record<string, string>> {
  const zone = labels[zoneLabel];
  if (labels[csiZone] !== undefined || zone === undefined) return labels;
  return { ...labels, [csiZone]: zone.includes("-") ? zone : "" };
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
  let verdicts = world.verdicts.get(fitting.kind);
  if (verdicts === undefined) world.verdicts.set(fitting.kind, (verdicts = []));
  const known = verdicts[place.index];
  if (known !== undefined) return known ?? undefined;
  const refusal = fixedRefusal(fitting, place);
  verdicts[place.index] = refusal ?? null;
  return refusal;
}

function roomRefusal({ requests }: Fitting, { free }: Place): Refusal | undefined {
  for (const [resource, amount] of requests) {
    const missing = amount - (free[resource] ?? 0);
    // Sums of floating point numbers miss by their noise; a pod that fits exactly must fit.
    if (missing > 1e-9 * Math.max(1, amount)) return { kind: "room", resource, missing };
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
  // Karpenter can always make another node, so that the least of all nodes is none.
  if (rule.topologyKey === hostnameLabel) return 0;
  const allowed = [...domainsOf(world, rule)].filter((domain) => allowsDomain(rule, domain));
  if (allowed.length < rule.minDomains) return 0;
  return Math.min(...allowed.map((domain) => rule.counts.get(domain) ?? 0));
}

interface Question {
  readonly world: World;
  readonly rule: Neighbourhood;
  readonly fitting: Fitting;
  readonly domain: string;
}

function isMet({ world, rule, fitting, domain }: Question): boolean {
  const count = rule.counts.get(domain) ?? 0;
  const countsItself = fitting.counted.includes(rule);
  switch (rule.kind) {
    case "antiAffinity":
      return count === 0;
    case "affinity":
      return count > 0 || (countsItself && [...rule.counts.values()].every((n) => n === 0));
    case "spread":
      return count + (countsItself ? 1 : 0) - leastOf(world, rule) <= rule.maxSkew;
  }
}

function neighbourRefusal(world: World, fitting: Fitting, place: Place): Refusal | undefined {
  for (const rule of fitting.rules) {
    const domain = domainOf(rule, place);
    const met =
      domain === undefined ? rule.kind === "antiAffinity" : isMet({ world, rule, fitting, domain });
    if (!met) return { kind: rule.kind, topologyKey: rule.topologyKey };
  }
  for (const rule of fitting.counted) {
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
