import { opensOnly } from "../../disable/blockers/blocker.ts";
import type { Blocker } from "../../disable/blockers/blocker.ts";
import type { DrainNode, DrainPhase } from "../../disable/drainView.ts";
import type { DisableReading, OfferedRemedy } from "../../disable/reading.ts";
import type { BlockerNode, CauseNode, DisableNode } from "./disableNodes.ts";
import { drainPhases } from "../../disable/drainView.ts";
import { causesOf } from "./causes.ts";

/** So many nodes are drawn at once; every change draws them again. */
const mostNodes = 100;
/** So many remedies of one cause are offered together; the others stand below their nodes. */
const mostRemedies = 20;
/** Rows that only open something are alike, and come after those that help. */
const mostOpening = 3;

/** What holds the nodes, cause by cause, then the nodes. */
export function drainNodes(reading: DisableReading): readonly DisableNode[] {
  const { drain } = reading;
  const ofNodes = drain.nodes.flatMap(({ blockers }) => blockers);
  // What cannot be told stands at the top of the view, with the lists that were not read.
  const ofCluster = drain.blockers.filter(({ effect }) => effect !== "unknown");
  const told = [...ofCluster, ...ofNodes.filter(({ effect }) => effect !== "info")];
  return [
    ...causesOf(told).map((cause): DisableNode => {
      const [first] = cause.blockers;
      const isAlone = cause.blockers.length === 1 && first !== undefined;
      if (isAlone) return blockerNode(reading, first, `alone:${cause.id}`);
      return { kind: "cause", cause, remedies: remediesOf(reading, cause.blockers) };
    }),
    ...drain.claimsWithoutNode.map((name): DisableNode => {
      const text = `NodeClaim ${name} has no node: launching, or left behind`;
      return { kind: "note", id: `claim:${name}`, text, icon: "info" };
    }),
    ...nodePage(reading, drain.nodes.toSorted(byName)),
  ];
}

/** Nodes to draw at once, and one to open for the others: of many, those that are going come first. */
export function nodePage(
  reading: DisableReading,
  nodes: readonly DrainNode[],
): readonly DisableNode[] {
  const takenAtMs = reading.state.inventory.nowMs;
  const isLong = nodes.length > mostNodes;
  const ordered = isLong ? nodes.toSorted(byPhase) : nodes;
  const rest = ordered.slice(mostNodes);
  return [
    ...ordered
      .slice(0, mostNodes)
      .map((node): DisableNode => ({ kind: "drainNode", node, takenAtMs, reading })),
    ...(rest.length === 0 ? [] : [{ kind: "more", nodes: rest, reading } as const]),
  ];
}

/** A blocker with what helps against it. */
export function blockerNode(reading: DisableReading, blocker: Blocker, id: string): BlockerNode {
  return { kind: "blocker", id, blocker, remedies: reading.remedies.get(blocker) ?? [] };
}

/** Remedies as rows below the row `id`. */
export function remedyNodes(
  id: string,
  remedies: readonly OfferedRemedy[],
): readonly DisableNode[] {
  return remedies.map((offered, index) => ({ kind: "remedy", id: `${id}:${index}`, offered }));
}

/** What helps against a cause, what only opens something last, and a note where some are left out. */
export function causeChildren({ cause, remedies }: CauseNode): readonly DisableNode[] {
  const id = `cause:${cause.id}`;
  const opening = remedies.filter(({ remedy }) => opensOnly(remedy));
  const helping = remedies.filter(({ remedy }) => !opensOnly(remedy));
  const offered = [...helping, ...opening.slice(0, mostOpening)].slice(0, mostRemedies);
  const more = remedies.length - offered.length;
  const note = { kind: "note", id: `${id}:more`, icon: "info" } as const;
  return [
    ...remedyNodes(id, offered),
    ...(more > 0 ? [{ ...note, text: `${more} more: see below the nodes` }] : []),
  ];
}

function remediesOf(
  reading: DisableReading,
  blockers: readonly Blocker[],
): readonly OfferedRemedy[] {
  const all = blockers.flatMap((blocker) => reading.remedies.get(blocker) ?? []);
  return [...new Map(all.map((offered) => [offered.text, offered])).values()];
}

function byName(left: DrainNode, right: DrainNode): number {
  return left.node < right.node ? -1 : 1;
}

const rank = (phase: DrainPhase): number => drainPhases.indexOf(phase);

function byPhase(left: DrainNode, right: DrainNode): number {
  const held = (node: DrainNode) => Number(node.blockers.some(({ effect }) => effect === "blocks"));
  return rank(right.phase) - rank(left.phase) || held(right) - held(left);
}
