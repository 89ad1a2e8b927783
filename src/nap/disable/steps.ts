import { countText } from "./countText.ts";
import { confirmProblems, isReadyForManual } from "./changes/confirm.ts";
import { busyPools, failedPoolNotes, growingPools, roomChanges } from "./room/makeRoom.ts";
import { isAzureUnknown } from "./snapshot/azureGaps.ts";
import { homelessNotes } from "./room/homelessNotes.ts";
import { isManual, isModeInForce, modeNotes } from "./modeState.ts";
import { staticNotes } from "./changes/staticNotes.ts";
import { ownerWords } from "./snapshot/owners.ts";
import {
  emptyStaticPatch,
  freezePatch,
  joinPatches,
  taintPatch,
  widenPatch,
} from "./changes/patches.ts";
import { automaticBlockers } from "./blockers/automaticBlockers.ts";
import { revertBlockers } from "./blockers/reverts.ts";
import { hasDisableTaint, isFrozen, isStatic } from "./changes/remembered.ts";
import type { Change } from "./changes/change.ts";
import type { NodePoolPatch } from "./changes/patches.ts";
import type { Forecast } from "./room/roomForecast.ts";
import type { DisableState } from "./state.ts";

export type StepId = "look" | "freeze" | "taint" | "room" | "drain" | "confirm" | "manual";

/** A step of the way from mode Auto to Manual; remembers nothing. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** Whether nothing is left to do here. */
  isDone(state: DisableState): boolean;
  /** What the step does next; empty for a step that only looks or waits. */
  changes(state: DisableState): readonly Change[];
  /** What to know before going on, in sentences. */
  notes(state: DisableState): readonly string[];
}

function isEmpty({ inventory }: DisableState): boolean {
  const { napNodes, snapshot } = inventory;
  const isRead = snapshot.unread.every(({ list }) => list !== "nodes" && list !== "nodeClaims");
  return isRead && napNodes.length === 0 && snapshot.nodeClaims.length === 0;
}

function arePoolsRead({ inventory }: DisableState): boolean {
  return inventory.snapshot.unread.every(({ list }) => list !== "nodePools");
}

/** Whether no dynamic pool makes nodes any more; static ones are emptied with the taint. */
function areFrozen(state: DisableState): boolean {
  return (
    arePoolsRead(state) &&
    state.inventory.snapshot.nodePools.every((pool) => isStatic(pool) || isFrozen(pool))
  );
}

function areTainted(state: DisableState): boolean {
  const { nodePools } = state.inventory.snapshot;
  return (
    arePoolsRead(state) &&
    nodePools.every((pool) => (isStatic(pool) ? isFrozen(pool) : hasDisableTaint(pool)))
  );
}

function ownerNotes({ inventory }: DisableState): readonly string[] {
  const { nodePools } = inventory.snapshot;
  const reverted = nodePools.flatMap(revertBlockers).map(({ words }) => words);
  return [...reverted, ...nodePools.flatMap(ownerWords)];
}

const look: Step = {
  id: "look",
  title: "Look at what runs on NAP nodes and what will stop them",
  isDone: (state) => isManual(state) || isEmpty(state) || areFrozen(state),
  changes: () => [],
  notes: ({ outlook }) => [
    ...homelessNotes(outlook.forecast.homeless),
    ...outlook.forecast.unread.map((words) => `Not counted in: ${words}.`),
    ...outlook.forecast.unknown.map((words) => `Not counted in: ${words}.`),
  ],
};

/** `spec.limits.cpu` 0 on all NodePools in one go: any pool that is left out would take the pods of the others. */
const freeze: Step = {
  id: "freeze",
  title: "Freeze NodePools (limits.cpu 0)",
  isDone: (state) => isManual(state) || areFrozen(state),
  changes: (state) => state.inventory.snapshot.nodePools.flatMap((pool) => freezePatch(pool) ?? []),
  notes: (state) => [
    ...automaticBlockers(state.inventory).map(({ words }) => words),
    ...ownerNotes(state),
  ],
};

/** What makes the nodes of every pool go: taint, zero replicas, and wider budgets where that was chosen. */
export function emptyingPatches({ inventory, choices }: DisableState): readonly NodePoolPatch[] {
  const { nodes = "", pools = [] } = choices.widenBudgets ?? {};
  return inventory.snapshot.nodePools.flatMap((pool) => {
    const widened = pools.includes(pool.metadata.name) ? widenPatch(pool, nodes) : undefined;
    return joinPatches([taintPatch(pool), emptyStaticPatch(pool), widened]) ?? [];
  });
}

const taint: Step = {
  id: "taint",
  title: "Taint NodePools, so that their nodes drift",
  isDone: (state) => isManual(state) || isEmpty(state) || areTainted(state),
  changes: (state) => (areFrozen(state) ? emptyingPatches(state) : []),
  notes: (state) => {
    const { napNodes, poolsByName } = state.inventory;
    const isOfStatic = ({ pool: name }: (typeof napNodes)[number]) => {
      const pool = poolsByName.get(name);
      return pool !== undefined && isStatic(pool);
    };
    const count = napNodes.filter((one) => !isOfStatic(one)).length;
    return [
      ...staticNotes(state.inventory),
      `${countText(count, "NAP node")} will drift: Karpenter takes one after the other, as far as the budgets let it.`,
      ...ownerNotes(state),
    ];
  },
};

/** Whether every pod that moves has a place among the fixed nodes, by lists that were read. */
function isRoomThere({ needs, homeless, unread }: Forecast): boolean {
  return needs.length + homeless.length + unread.length === 0;
}

const room: Step = {
  id: "room",
  title: "Make room in the fixed pools",
  isDone: (state) => isManual(state) || isEmpty(state) || isRoomThere(state.outlook.forecast),
  changes: ({ inventory, outlook }) => {
    // Nodes that are coming are not in the forecast yet; asking again would add them twice.
    if (growingPools(inventory).size > 0 || isAzureUnknown(inventory)) return [];
    if (busyPools(inventory).length > 0) return [];
    return roomChanges(outlook.forecast.needs, inventory);
  },
  notes: ({ inventory, outlook }) => [
    ...(isAzureUnknown(inventory)
      ? ["Agent pools are Azure's, which does not answer: they can be changed once it does."]
      : []),
    ...[...growingPools(inventory)].map(
      ([pool, count]) => `Agent pool ${pool}: ${countText(count, "node")} not Ready yet.`,
    ),
    ...busyPools(inventory)
      .filter(({ name }) => !growingPools(inventory).has(name))
      .map(
        ({ name, provisioningState }) =>
          `Agent pool ${name}: Azure is at work on it (${provisioningState ?? ""}); room can be made once it is done.`,
      ),
    ...failedPoolNotes(inventory),
    ...outlook.forecast.needs
      .filter(({ template }) => template.autoscaling !== undefined)
      .map(
        ({ template }) =>
          `Agent pool ${template.pool} is autoscaled: it grows for pending pods only, so its lower bound is raised.`,
      ),
    ...homelessNotes(outlook.forecast.homeless),
    ...outlook.forecast.unread.map((words) => `Whether there is room is not known: ${words}.`),
    ...outlook.forecast.unknown.map((words) => `Not counted in: ${words}.`),
  ],
};

const drain: Step = {
  id: "drain",
  title: "Wait until the NAP nodes are gone",
  isDone: (state) => isManual(state) || isEmpty(state),
  // Budgets can still be widened while nodes wait for them.
  changes: (state) => (areTainted(state) && !isEmpty(state) ? emptyingPatches(state) : []),
  notes: ({ outlook }) =>
    outlook.blockers.filter(({ effect }) => effect === "blocks").map(({ words }) => words),
};

const confirm: Step = {
  id: "confirm",
  title: "Confirm that nothing of Karpenter is left",
  isDone: (state) => isManual(state) || isReadyForManual(state.inventory),
  changes: () => [],
  notes: ({ inventory }) => confirmProblems(inventory).map(({ words }) => `${words}.`),
};

const manual: Step = {
  id: "manual",
  title: "Switch node auto-provisioning to Manual",
  isDone: isModeInForce,
  changes: (state) =>
    !isManual(state) && isReadyForManual(state.inventory)
      ? [{ do: "setMode", mode: "Manual" }]
      : [],
  notes: (state) => [
    ...(isManual(state) ? [] : automaticBlockers(state.inventory).map(({ words }) => words)),
    ...modeNotes(state),
    "NodePools stay frozen and tainted, the CRDs stay; undo gives the NodePools back what they had.",
    "After it the cluster can be stopped, autoscaled pools and a change of the dataplane are possible again.",
  ],
};

/** The way from Auto to Manual. */
export const disableSteps: readonly Step[] = [look, freeze, taint, room, drain, confirm, manual];
