import * as vscode from "vscode";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import { parseResourceId } from "../../nap/resourceId.ts";
import { cloudExplorerClusterId } from "../../nap/view/cloudExplorerNode.ts";
import type { ClusterRow, NapMode } from "../../nap/view/clusterRow.ts";
import type { ContextRow } from "../../nap/view/contextRow.ts";
import type { ContextNode, Place, TreeNode } from "../../nap/view/treeNode.ts";
import type { ClusterContext } from "./context.ts";

/** A cluster of Azure, or one that is known from a kubeconfig alone. */
type Picked = { readonly kind: "cluster"; readonly row: ClusterRow } | ContextNode;

interface PlacePick extends vscode.QuickPickItem {
  readonly place: Picked;
}

/** How to ask for a cluster. */
interface ClusterQuestion {
  readonly title: string;
  /** Clusters of this mode come first. */
  readonly first?: NapMode;
}

/** The cluster of Azure that a command is about: that of the clicked or selected node, else the user is asked. */
export async function pickCluster(
  context: ClusterContext,
  args: readonly unknown[],
  question: string | ClusterQuestion,
): Promise<ClusterRow> {
  const { directory } = context;
  const elsewhere = cloudExplorerClusterId(args[0]);
  if (elsewhere !== undefined) return clusterById(directory, elsewhere);
  const node = nodeOf(context, args);
  const row = node === undefined ? undefined : clusterOf(node);
  if (row !== undefined) return row;
  const rows = await directory.settledClusters();
  const asked = await ask(rows, [], typeof question === "string" ? { title: question } : question);
  if (asked.kind === "context") throw new Error("no context was offered");
  return asked.row;
}

/** The same for commands that need the API server alone. */
export async function pickPlace(
  context: ClusterContext,
  args: readonly unknown[],
  question: ClusterQuestion,
): Promise<Picked> {
  const { directory, contents } = context;
  const elsewhere = cloudExplorerClusterId(args[0]);
  if (elsewhere !== undefined)
    return { kind: "cluster", row: await clusterById(directory, elsewhere) };
  const node = nodeOf(context, args);
  const place = node !== undefined && "place" in node ? node.place : node;
  if (place?.kind === "cluster" || place?.kind === "context") return place;
  return ask(await directory.settledClusters(), contents.found.contexts, question);
}

async function ask(
  rows: readonly ClusterRow[],
  contexts: readonly ContextRow[],
  { title, first }: ClusterQuestion,
): Promise<Picked> {
  if (rows.length + contexts.length === 0)
    throw new Error("no cluster is known. Look at the view AKS NAP for the reason.");
  const ordered = rows.toSorted(
    (left, right) => Number(right.napMode === first) - Number(left.napMode === first),
  );
  const picked = await vscode.window.showQuickPick(
    [...ordered.map(pickOf), ...contexts.map(contextPick)],
    { title, placeHolder: "Which cluster?", matchOnDescription: true, matchOnDetail: true },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.place;
}

/** A cluster that another extension shows. Throws in words when our sign-in does not see it. */
async function clusterById(
  directory: ClusterContext["directory"],
  id: string,
): Promise<ClusterRow> {
  const rows = await directory.settledClusters();
  const known = rows.find((row) => row.id.toLowerCase() === id.toLowerCase());
  if (known !== undefined) return known;
  const subscriptionId = parseResourceId(id)?.subscriptionId ?? "";
  const library = await directory.library();
  const access = directory.accessOf({ subscriptionId });
  const { json } = await library.getCluster(access, id);
  return clusterRowOf(json, { tenantId: access.tenantId ?? "", isConfirmed: true });
}

/** The node of the tree that a command is about: the clicked one, else the selected one. */
export function nodeOf(
  { clusters }: ClusterContext,
  [clicked]: readonly unknown[],
): TreeNode | undefined {
  return isTreeNode(clicked) ? clicked : clusters.selection;
}

function pickOf(row: ClusterRow): PlacePick {
  const mode = { Auto: "NAP on", Manual: "NAP off", unknown: "NAP not known" }[row.napMode];
  const description = `${mode} · ${row.location}`;
  return { place: { kind: "cluster", row }, label: row.name, description, detail: row.id };
}

function contextPick(context: ContextRow): PlacePick {
  const place: Picked = { kind: "context", context };
  return { place, label: context.name, description: "kubeconfig", detail: context.server };
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
