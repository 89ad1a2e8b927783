import { sharesOf } from "../fitting/place.ts";
import type { Place } from "../fitting/place.ts";
import { refusalText } from "../fitting/refusal.ts";
import { placeRefusal, refusalAt } from "../fitting/refusals.ts";
import { move } from "../fitting/world.ts";
import type { World } from "../fitting/world.ts";
import type { Fitting } from "../fitting/fitPods.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import { zoneLabel } from "../snapshot/names.ts";
import { agentPoolName, templateLike } from "./poolTemplates.ts";
import type { PoolTemplate } from "./poolTemplates.ts";

/** Nodes that pods without a place are put on, one by one; changes as they are. */
export interface Search {
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

/** Puts a pod on a node that is new already, else on another one of an existing pool; false where none can take it. */
export function house(search: Search, fitting: Fitting): boolean {
  const open = search.opened.find(
    ({ place }) => refusalAt(search.world, fitting, place) === undefined,
  );
  if (open === undefined) return addNode(search, fitting);
  move(search.world, fitting, open.place, 1);
  open.pods.push(fitting);
  return true;
}

/** A pool of its own for pods that none of the existing ones can take, made after the node that runs them now. */
export function addTemplate(search: Search, fitting: Fitting, inventory: Inventory): boolean {
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

/** Why no pool takes a pod, by the first node or pool there is to measure by. */
export function whyHomeless({ world, templates, opened }: Search, fitting: Fitting): string {
  if (fitting.volumes.local.length > 0) return "its volume is on a node's own disk";
  const search = { world, templates, opened };
  const [template] = templates;
  const place = world.places[0] ?? (template && openNode(search, template, template.zones[0]));
  if (place === undefined) return "there is no fixed pool to measure by";
  const refusal = placeRefusal(world, fitting, place) ?? refusalAt(world, fitting, place);
  return refusal === undefined ? "no pool can be sized for it" : refusalText(refusal);
}

/** Fixed pools first, autoscaled ones last: nobody but the autoscaler decides when those grow. */
export function preferred(templates: readonly PoolTemplate[]): PoolTemplate[] {
  const rank = ({ autoscaling, mode }: PoolTemplate) =>
    (autoscaling ? 2 : 0) + (mode === "System" ? 1 : 0);
  return templates.toSorted((left, right) => rank(left) - rank(right));
}
