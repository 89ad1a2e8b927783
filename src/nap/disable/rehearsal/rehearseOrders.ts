import { rehearse } from "./rehearse.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { Rehearsal, StrandedPod } from "./rehearsal.ts";
import type { Constraints } from "./rehearse.ts";

/** So many nodes are tried one by one; a rehearsal of as many takes milliseconds. */
const mostTried = 50;

/**
 * Nodes that drift at the same moment go in no certain order: these stand for all of them. A node that stays may leave
 * when it goes first, one that leaves may stay when it goes last.
 */
function otherOrders(inventory: Inventory, { nodes }: Rehearsal): readonly Inventory[] {
  const { napNodes } = inventory;
  const half = napNodes.length >> 1;
  const byPods = napNodes.toSorted((left, right) => left.pods.length - right.pods.length);
  const rotated = [...napNodes.slice(half), ...napNodes.slice(0, half)];
  const orders = [napNodes.toReversed(), rotated, byPods, byPods.toReversed()];
  const singled = nodes.flatMap(({ node: name, outcome }) => {
    const one = napNodes.filter(({ node }) => node.metadata.name === name);
    const others = napNodes.filter(({ node }) => node.metadata.name !== name);
    if (outcome === "held") return [];
    return [outcome === "leaves" ? [...others, ...one] : [...one, ...others]];
  });
  // In a big cluster one more run takes as long as all of these in a small one.
  const tried =
    napNodes.length > 100
      ? orders.slice(0, 1)
      : [...orders, ...(napNodes.length > mostTried ? [] : singled)];
  return tried.map((napNodes) => ({ ...inventory, napNodes }));
}

/** Whether some pod would have had a place if others had not been there before: no order helps against a selector. */
function isTight(rehearsal: Rehearsal): boolean {
  return (
    rehearsal.atRisk.length > 0 || strandedPods(rehearsal).some(({ isCrowdedOut }) => isCrowdedOut)
  );
}

function strandedPods({ withoutPlace, heldWithoutPlace }: Rehearsal): readonly StrandedPod[] {
  return [...withoutPlace, ...heldWithoutPlace];
}

/** Of the pods that have no place in some order those that have one in another; where a pod fits no node at all, that is certain. */
function hangingOnOrder(orders: readonly Rehearsal[], uncertain: ReadonlySet<string>) {
  const byPod = orders.map((one) => new Map(strandedPods(one).map((pod) => [pod.pod, pod])));
  const all = new Map(byPod.toReversed().flatMap((pods) => [...pods]));
  return [...all.values()].filter(
    ({ pod, node = "", isCrowdedOut }) =>
      isCrowdedOut && (uncertain.has(node) || !byPod.every((pods) => pods.has(pod))),
  );
}

/**
 * The rehearsal, tried in several orders of nodes where room is tight: which nodes are left then hangs on who goes
 * first. Where everything fits or is held, the order does not matter and one is enough.
 */
export function rehearseOrders(inventory: Inventory, constraints: Constraints): Rehearsal {
  const first = rehearse(inventory, constraints);
  if (!isTight(first)) return first;
  const others = otherOrders(inventory, first).map((other) => rehearse(other, constraints));
  const counts = [first, ...others].map(({ staying }) => staying.least);
  const leaving = others.map(
    ({ nodes }) =>
      new Set(nodes.flatMap(({ node, outcome }) => (outcome === "leaves" ? [node] : []))),
  );
  const nodes = first.nodes.map((one) => ({
    ...one,
    // A pod that is left pending keeps a budget closed, or leaves its room to others.
    isCertain:
      (first.atRisk.length === 0 || one.outcome === "held") &&
      leaving.every((names) => names.has(one.node) === (one.outcome === "leaves")),
  }));
  const uncertain = new Set(nodes.flatMap(({ node, isCertain }) => (isCertain ? [] : [node])));
  return {
    ...first,
    staying: { least: Math.min(...counts), most: Math.max(...counts) },
    nodes,
    hangingOnOrder: hangingOnOrder([first, ...others], uncertain),
  };
}
