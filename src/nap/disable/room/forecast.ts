import { countText } from "../countText.ts";
import { buildWorld } from "../fitting/buildWorld.ts";
import { bySize, placeAll } from "../fitting/choosePlace.ts";
import { sharesOf } from "../fitting/place.ts";
import { placeRefusal, refusalAt } from "../fitting/refusals.ts";
import { refusalText } from "../fitting/refusal.ts";
import { move } from "../fitting/world.ts";
import { zoneLabel } from "../snapshot/names.ts";
import { isReschedulable, keyOf } from "../snapshot/podFacts.ts";
import { agentPoolName, existingTemplates, templateLike } from "./poolTemplates.ts";
import type { Fitting, World } from "../fitting/world.ts";
import type { Place } from "../fitting/place.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { Forecast, RoomNeed } from "./roomForecast.ts";
import type { PoolTemplate } from "./poolTemplates.ts";

interface Search {
  readonly world: World;
  readonly templates: PoolTemplate[];
  readonly opened: {
    readonly place: Place;
    readonly template: PoolTemplate;
    readonly pods: Fitting[];
  }[];
}

function openNode(search: Search, template: PoolTemplate, zone: string | undefined): Place {
  const { world, opened } = search;
  const name = `${template.pool}+${opened.length + 1}`;
  const zoned = zone === undefined ? {} : { [zoneLabel]: zone };
  const labels = { ...template.labels, ...zoned, "kubernetes.io/hostname": name };
  return {
    index: world.places.length,
    name,
    isNap: false,
    labels,
    taints: template.taints,
    allocatable: template.allocatable,
    free: { ...template.free },
    shares: sharesOf(template.allocatable, template.free),
    ports: new Map(),
    isThere: true,
  };
}

/** The zones of a pool, those with the fewest of its new nodes first, as Azure balances them. */
function balanced({ opened }: Search, template: PoolTemplate): readonly (string | undefined)[] {
  const count = (zone: string | undefined) =>
    opened.filter((one) => one.template === template && one.place.labels[zoneLabel] === zone)
      .length;
  return template.zones.toSorted((left, right) => count(left) - count(right));
}

/** Adds a node to the first pool that can take the pod; existing pools come before new ones, User before System. */
function addNode(search: Search, fitting: Fitting): boolean {
  for (const template of search.templates) {
    for (const zone of balanced(search, template)) {
      const place = openNode(search, template, zone);
      if (refusalAt(search.world, fitting, place) !== undefined) {
        // The index is used again by the next node: nothing may be remembered about this one.
        for (const verdicts of search.world.verdicts.values())
          verdicts.length = Math.min(verdicts.length, place.index);
        continue;
      }
      search.world.places.push(place);
      search.opened.push({ place, template, pods: [fitting] });
      move(search.world, fitting, place, 1);
      return true;
    }
  }
  return false;
}

function house(search: Search, fitting: Fitting): boolean {
  const open = search.opened.find(
    ({ place }) => refusalAt(search.world, fitting, place) === undefined,
  );
  if (open === undefined) return addNode(search, fitting);
  move(search.world, fitting, open.place, 1);
  open.pods.push(fitting);
  return true;
}

/** A pool of its own for pods that none of the existing ones can take, made after the node that runs them now. */
function addTemplate(search: Search, fitting: Fitting, inventory: Inventory): boolean {
  const napNode = inventory.napNodes.find(
    ({ node }) => node.metadata.name === fitting.pod.spec.nodeName,
  );
  if (napNode === undefined) return false;
  const taken = new Set([
    ...(inventory.snapshot.managedCluster?.agentPools ?? []).map(({ name }) => name),
    ...search.templates.map(({ pool }) => pool),
  ]);
  const name = agentPoolName(napNode.pool, taken);
  const nodePool = inventory.poolsByName.get(napNode.pool);
  const template = templateLike({ node: napNode.node, nodePool, name }, inventory);
  search.templates.push(template);
  if (addNode(search, fitting)) return true;
  search.templates.pop();
  return false;
}

function whyHomeless({ world, templates, opened }: Search, fitting: Fitting): string {
  if (fitting.volumes.local.length > 0) return "its volume is on a node's own disk";
  const search = { world, templates, opened };
  const [template] = templates;
  const place = world.places[0] ?? (template && openNode(search, template, template.zones[0]));
  if (place === undefined) return "there is no fixed pool to measure by";
  const refusal = placeRefusal(world, fitting, place) ?? refusalAt(world, fitting, place);
  return refusal === undefined ? "no pool can be sized for it" : refusalText(refusal);
}

/** Fixed pools first, autoscaled ones last: nobody but the autoscaler decides when those grow. */
function preferred(templates: readonly PoolTemplate[]): PoolTemplate[] {
  const rank = ({ autoscaling, mode }: PoolTemplate) =>
    (autoscaling ? 2 : 0) + (mode === "System" ? 1 : 0);
  return templates.toSorted((left, right) => rank(left) - rank(right));
}

function needsOf({ templates, opened }: Search): readonly RoomNeed[] {
  return templates.flatMap((template) => {
    const own = opened.filter((one) => one.template === template);
    if (own.length === 0) return [];
    const byZone = new Map<string, number>();
    for (const { place } of own) {
      const zone = place.labels[zoneLabel];
      if (zone !== undefined) byZone.set(zone, (byZone.get(zone) ?? 0) + 1);
    }
    const fittings = own.flatMap((one) => one.pods);
    const need = { template, nodes: own.length, byZone: Object.fromEntries(byZone) };
    const pods = fittings.map(({ pod }) => keyOf(pod));
    return [{ ...need, isZonal: fittings.some(isZonal), pods }];
  });
}

/** Whether a pod may not go into every zone, by its selectors, its volumes or its neighbours. */
function isZonal({ kind, rules, counted }: Fitting): boolean {
  return [kind, ...[...rules, ...counted].map(({ topologyKey }) => topologyKey)].some((text) =>
    text.includes("/zone"),
  );
}

/** Pods that may not go everywhere come first: the others can take what is left, not the other way round. */
function byChoice(left: Fitting, right: Fitting): number {
  const isBound = ({ pod, rules, volumes }: Fitting) =>
    pod.spec.nodeSelector !== undefined ||
    pod.spec.affinity?.nodeAffinity !== undefined ||
    rules.length + volumes.volumes.length > 0;
  return Number(isBound(right)) - Number(isBound(left)) || bySize(left, right);
}

/**
 * How many nodes of which pool are missing so that everything that runs on NAP nodes runs on fixed ones: first-fit
 * decreasing over the room that is there, then over as many further nodes as it takes, the pods with the least choice
 * first. No packing is the best one, and the scheduler packs in yet another order: with the nodes added, ask again. Pods
 * without controller count: they are lost, but Karpenter gives a node up only when each of its pods has another place
 * (provisioning.SimulateScheduling). Pods that are bound to a node's own disk do not move.
 */
export function forecastRoom(inventory: Inventory): Forecast {
  const world = buildWorld(inventory, "napNodes");
  const movers = [...inventory.napNodes.flatMap(({ pods }) => pods), ...inventory.unboundPods]
    .filter(isReschedulable)
    .flatMap((pod) => world.fittings.get(pod) ?? [])
    .sort(byChoice);
  const bound = movers.filter(({ volumes }) => volumes.local.length > 0);
  const { placed, left } = placeAll(
    world,
    movers.filter(({ volumes }) => volumes.local.length === 0),
    "firstFit",
  );
  const search: Search = { world, templates: preferred(existingTemplates(inventory)), opened: [] };
  const homeless = left.filter(
    (fitting) => !house(search, fitting) && !addTemplate(search, fitting, inventory),
  );
  return {
    needs: needsOf(search),
    homeless: [...bound, ...homeless].map((fitting) => ({
      pod: keyOf(fitting.pod),
      node: fitting.pod.spec.nodeName,
      why: whyHomeless(search, fitting),
    })),
    moving: movers.length,
    fitting: placed.length,
    unread: unreadOf(inventory),
    unknown: unknownOf(movers),
  };
}

const needed = ["nodes", "pods", "daemonSets", "persistentVolumes", "persistentVolumeClaims"];

function unreadOf({ snapshot }: Inventory): readonly string[] {
  return snapshot.unread
    .filter(({ list }) => needed.includes(list))
    .map(({ list, message }) => `${list} could not be read: ${message}`);
}

function unknownOf(movers: readonly Fitting[]): readonly string[] {
  const claims = movers.filter(({ volumes }) => volumes.unknown.length > 0);
  const devices = movers.filter(({ pod }) => (pod.spec.resourceClaims ?? []).length > 0);
  const say = (fittings: readonly Fitting[], words: string) =>
    fittings.length === 0
      ? []
      : [
          `${countText(fittings.length, "pod")} ${words}: ${fittings
            .slice(0, 3)
            .map(({ pod }) => keyOf(pod))
            .join(", ")}`,
        ];
  return [
    ...say(claims, "with volumes that were not found"),
    ...say(devices, "with devices by resource claims"),
  ];
}
