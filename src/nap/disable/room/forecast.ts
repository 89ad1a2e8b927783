import { countText } from "../countText.ts";
import { buildWorld } from "../fitting/buildWorld.ts";
import { bySize, placeAll } from "../fitting/choosePlace.ts";
import { zoneLabel } from "../snapshot/names.ts";
import { isReschedulable, keyOf } from "../snapshot/podFacts.ts";
import { existingTemplates } from "./poolTemplates.ts";
import type { Fitting } from "../fitting/fitPods.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { Forecast, RoomNeed } from "./roomForecast.ts";
import { addTemplate, house, preferred, whyHomeless } from "./roomSearch.ts";
import type { Search } from "./roomSearch.ts";

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
