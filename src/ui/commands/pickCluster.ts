import * as vscode from "vscode";
import type { ClusterRow, NapMode } from "../../nap/view/clusterRow.ts";
import type { Place, TreeNode } from "../../nap/view/treeNode.ts";
import type { CommandContext } from "./context.ts";

interface ClusterPick extends vscode.QuickPickItem {
  readonly row: ClusterRow;
}

/** How to ask for a cluster. */
interface ClusterQuestion {
  readonly title: string;
  /** Clusters of this mode come first. */
  readonly first?: NapMode;
}

/** The cluster that a command is about: that of the clicked or selected node, else the user is asked. */
export async function pickCluster(
  { directory, clusters }: CommandContext,
  [clicked]: readonly unknown[],
  question: string | ClusterQuestion,
): Promise<ClusterRow> {
  const { title, first } = typeof question === "string" ? { title: question } : question;
  const node = isTreeNode(clicked) ? clicked : clusters.selection;
  const row = node === undefined ? undefined : clusterOf(node);
  if (row !== undefined) return row;
  const rows = await directory.settledClusters();
  if (rows.length === 0)
    throw new Error("no cluster is known. Look at the view AKS NAP for the reason.");
  const ordered = rows.toSorted(
    (left, right) => Number(right.napMode === first) - Number(left.napMode === first),
  );
  const picked = await vscode.window.showQuickPick(ordered.map(pickOf), {
    title,
    placeHolder: "Which cluster?",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.row;
}

/** The node of the tree that a command is about: the clicked one, else the selected one. */
export function nodeOf(
  { clusters }: CommandContext,
  [clicked]: readonly unknown[],
): TreeNode | undefined {
  return isTreeNode(clicked) ? clicked : clusters.selection;
}

function pickOf(row: ClusterRow): ClusterPick {
  const mode = { Auto: "NAP on", Manual: "NAP off", unknown: "NAP not known" }[row.napMode];
  return { row, label: row.name, description: `${mode} · ${row.location}`, detail: row.id };
}

/** Whether an argument of a command is a cluster of the tree. */
export function isPlace(value: unknown): value is Place {
  return isTreeNode(value) && (value.kind === "cluster" || value.kind === "context");
}

/** Whether an argument of a command is a node of the tree. */
export function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** The cluster of Azure that a node is, or that it is below. */
function clusterOf(node: TreeNode): ClusterRow | undefined {
  const place = "place" in node ? node.place : node;
  return place.kind === "cluster" ? place.row : undefined;
}
