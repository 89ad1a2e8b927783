import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { SidePlan } from "../../nap/disable/changes/otherPlans.ts";
import type { ClusterSnapshot } from "../../nap/disable/snapshot/snapshot.ts";
import type { Plan } from "../../nap/disable/changes/runChanges.ts";
import { countText } from "../../nap/disable/countText.ts";
import { cloudExplorerClusterId } from "../../nap/view/cloudExplorerNode.ts";
import { changeText } from "../../nap/view/disable/changeText.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import { openContextSession } from "../disable/changeSession.ts";
import type { ChangeSession } from "../disable/changeSession.ts";
import { DisableSession } from "../disable/disableSession.ts";
import { confirmChanges } from "./confirmChanges.ts";
import type { ClusterContext } from "./context.ts";
import { performChanges } from "./performChanges.ts";
import { isPlace, isTreeNode, pickPlace } from "./pickCluster.ts";

interface PoolsAct {
  readonly verb: string;
  readonly doing: string;
  readonly nothing: string;
  /** What is asked about so many NodePools, without the name of the cluster. */
  question(count: string): string;
  /** Whether one chooses among several NodePools. */
  readonly isByPool: boolean;
  /** What follows from it, in sentences. */
  effect(snapshot: ClusterSnapshot): readonly string[];
  /** The changes, and what is to be known of these NodePools; of all where none are named. */
  of(library: ClusterLibrary, snapshot: ClusterSnapshot, pools?: readonly string[]): SidePlan;
}

const freezing: PoolsAct = {
  verb: "Freeze",
  doing: "freezing",
  nothing: "every NodePool is frozen already, or static",
  question: (count) => `Freeze ${count}`,
  isByPool: true,
  effect: () => ["A frozen NodePool makes no more nodes; those that are there stay."],
  of: (library, snapshot, pools) => library.freezePlan(library.inventoryOf(snapshot), pools),
};

const unfreezing: PoolsAct = {
  verb: "Unfreeze",
  doing: "unfreezing",
  nothing: "no NodePool was frozen by this extension",
  question: (count) => `Unfreeze ${count}`,
  isByPool: true,
  effect: () => ["Karpenter makes nodes again for pods that need them."],
  of: (library, snapshot, pools) => library.unfreezePlan(library.inventoryOf(snapshot), pools),
};

const aboutNewNodes: Readonly<Record<string, string>> = {
  Auto: "Karpenter makes new nodes for pods that need them.",
  Manual: "Enable NAP if new nodes are to be made.",
};

const undoing: PoolsAct = {
  verb: "Undo",
  doing: "undoing changes to",
  nothing: "no NodePool carries a change of this extension",
  question: (count) => `Undo the changes to ${count}`,
  isByPool: false,
  effect: ({ managedCluster }) => [
    "Nodes that are gone do not come back by it. The mode and the agent pools stay as they are.",
    aboutNewNodes[managedCluster?.mode ?? ""] ??
      "The mode is not known now: Karpenter makes new nodes in mode Auto alone.",
  ],
  of: (library, snapshot, pools) => library.undoPlan(library.inventoryOf(snapshot), pools),
};

/** Keeps NodePools from making nodes; one or several of them. */
export function freezeNodePools(context: ClusterContext, ...args: readonly unknown[]) {
  return actOnPools(context, freezing, args);
}

/** Gives frozen NodePools their limits back. */
export function unfreezeNodePools(context: ClusterContext, ...args: readonly unknown[]) {
  return actOnPools(context, unfreezing, args);
}

/** Gives the NodePools back everything that the way to Manual changed: those of the cluster on its way, or of another. */
export function undoDisabling(context: ClusterContext, ...args: readonly unknown[]) {
  const { session } = context.disabling;
  const [clicked] = args;
  const isOfTree = isPlace(clicked) || cloudExplorerClusterId(clicked) !== undefined;
  const isOfPool = isTreeNode(clicked) && clicked.kind === "nodePool";
  if (session !== undefined && !isOfTree && !isOfPool) return actIn(session, undoing, []);
  return actOnPools(context, undoing, args);
}

async function actOnPools(context: ClusterContext, act: PoolsAct, args: readonly unknown[]) {
  const title = `${act.verb} NodePools`;
  const place = await pickPlace(context, args, { title, first: "Auto" });
  const open = place.kind === "cluster" ? context.disabling.sessionOf(place.row) : undefined;
  if (open !== undefined) return actIn(open, act, args);
  const session =
    place.kind === "cluster"
      ? new DisableSession(context, place.row)
      : await openContextSession(context, place.context);
  try {
    await actIn(session, act, args);
  } finally {
    session.dispose();
  }
}

async function actIn(session: ChangeSession, act: PoolsAct, args: readonly unknown[]) {
  const library = await session.library();
  const snapshot = await session.look();
  const { changes: possible, notes: ofAll } = act.of(library, snapshot);
  if (possible.length === 0) {
    const words = [`${act.nothing}.`, ...ofAll].join(" ");
    void vscode.window.showInformationMessage(`NAP: ${session.row.name}: ${words}`);
    return;
  }
  const agreed = await chosen(possible, act, args[0]);
  if (agreed === undefined || agreed.length === 0) return;
  const pools = agreed.flatMap((change) => (change.do === "patchNodePool" ? [change.name] : []));
  const { name } = session.row;
  const count = countText(pools.length, "NodePool");
  const title = `${act.question(count)} on ${name}?`;
  const cluster = snapshot.managedCluster;
  const notes = [...act.of(library, snapshot, pools).notes, ...act.effect(snapshot)];
  if (!(await confirmChanges({ session, title, verb: act.verb, changes: agreed, notes, cluster })))
    return;
  const plan: Plan = (now) => act.of(library, now, pools).changes;
  await performChanges(session, { title: `${act.doing} ${count} on ${name}`, agreed, plan });
}

interface PoolPick extends vscode.QuickPickItem {
  readonly change: Change;
}

/** The clicked NodePool alone, else those that the user picks; undefined when the user gave up. */
async function chosen(changes: readonly Change[], { verb, isByPool }: PoolsAct, clicked: unknown) {
  const pool = isTreeNode(clicked) && clicked.kind === "nodePool" ? clicked.pool.name : undefined;
  if (pool !== undefined)
    return changes.filter((change) => change.do === "patchNodePool" && change.name === pool);
  if (changes.length === 1 || !isByPool) return changes;
  const picks = changes.map((change): PoolPick => ({
    label: changeText(change),
    change,
    picked: true,
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: `${verb} NodePools`,
    placeHolder: "Which NodePools?",
    canPickMany: true,
  });
  return picked?.map(({ change }) => change);
}
