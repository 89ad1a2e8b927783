import * as vscode from "vscode";
import type { ResourceName } from "../../cluster.ts";
import { placeId } from "../../nap/view/contents/contentMessages.ts";
import type { DisableNode } from "../../nap/view/disable/disableNodes.ts";
import type { NodePoolNode, Place, TreeNode } from "../../nap/view/treeNode.ts";
import { openPlace } from "../azure/kubeAccess.ts";
import type { ClusterAccess } from "../azure/session.ts";
import type { ClusterContext } from "./context.ts";
import { openSession } from "./disableNap.ts";
import { isTreeNode, nodeOf } from "./pickCluster.ts";
import { showObject } from "./showObject.ts";

interface LiveObject {
  readonly place: Place;
  readonly kind: ResourceName;
  readonly name: string;
}

/** Opens an object of the cluster as YAML to read. */
export async function showLiveYaml(context: ClusterContext, ...args: readonly unknown[]) {
  const [clicked] = args;
  const drained = ofDisableView(clicked);
  if (drained !== undefined)
    return showObject(openSession(context.disabling.session), drained.kind, drained.name);
  const live = liveObject(context, args);
  const library = await context.directory.library();
  const text = await withAccess(context, live.place, (access) =>
    library.objectText(access, live.kind, { name: live.name }),
  );
  await context.documents.show(`${live.name}.yaml`, text);
}

/** Opens a copy of an object as a new manifest, without what the API server added. */
export async function editLiveCopy(context: ClusterContext, ...args: readonly unknown[]) {
  const content = await manifestOf(context, liveObject(context, args));
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document);
}

/** Goes to the file of the workspace that defines an object. */
export async function openDefinition(context: ClusterContext, ...args: readonly unknown[]) {
  const { uri, offset } = await definitionOf(context, liveObject(context, args));
  const document = await vscode.workspace.openTextDocument(uri);
  const position = document.positionAt(offset);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(position, position),
  });
}

/** Shows what the cluster has beside what the workspace says. */
export async function compareWithFile(context: ClusterContext, ...args: readonly unknown[]) {
  const live = liveObject(context, args);
  const { uri } = await definitionOf(context, live);
  const kept = context.documents.keep(`${live.name}.yaml`, await manifestOf(context, live));
  const title = `${live.name}: cluster ↔ ${vscode.workspace.asRelativePath(uri)}`;
  await vscode.commands.executeCommand("vscode.diff", kept, uri, title);
}

/** Tells the conditions of a NodePool and what happened to it and its nodes. */
export async function showConditions(context: ClusterContext, ...args: readonly unknown[]) {
  const node = nodeOf(context, args);
  if (node?.kind !== "nodePool") throw new Error("select a NodePool in the view AKS NAP first.");
  const { place, pool } = node;
  const library = await context.directory.library();
  const conditions = await conditionsOf(context, node);
  const events = context.contents.known.get(placeId(place))?.contents?.events ?? [];
  const text = library.nodePoolDetails({ pool, conditions, events });
  await context.documents.show(`${pool.name}.md`, text);
}

async function conditionsOf(context: ClusterContext, { place, pool }: NodePoolNode) {
  const library = await context.directory.library();
  try {
    const object = await withAccess(context, place, (access) =>
      library.getObject(access, "nodePools", { name: pool.name }),
    );
    return library.conditionsOf(object);
  } catch (error) {
    context.log.warn(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

const definable: Partial<Record<ResourceName, string>> = {
  nodePools: "NodePool",
  aksNodeClasses: "AKSNodeClass",
};

interface DefinitionPick extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
  readonly offset: number;
}

async function definitionOf({ store }: ClusterContext, { kind, name }: LiveObject) {
  const kindName = definable[kind] ?? "";
  const found = store.workspace.all(kindName).filter((object) => object.name === name);
  const picks = found.map(({ uri, nameRange }): DefinitionPick => {
    const parsed = vscode.Uri.parse(uri, true);
    const label = vscode.workspace.asRelativePath(parsed);
    return { label, uri: parsed, offset: nameRange.start };
  });
  const [first] = picks;
  if (first === undefined)
    throw new Error(`no file of the workspace defines the ${kindName} ${name}.`);
  if (picks.length === 1) return first;
  const title = `${kindName} ${name}`;
  const picked = await vscode.window.showQuickPick(picks, { title, placeHolder: "Which file?" });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked;
}

async function manifestOf(context: ClusterContext, live: LiveObject): Promise<string> {
  const library = await context.directory.library();
  return withAccess(context, live.place, (access) =>
    library.manifestText(access, live.kind, { name: live.name }),
  );
}

/** What a node of the view "Disable NAP" stands for; undefined for nodes of the clusters. */
function ofDisableView(clicked: unknown): Pick<LiveObject, "kind" | "name"> | undefined {
  if (!isTreeNode(clicked)) return undefined;
  // Menus hand over nodes of our own two views.
  const node = clicked as DisableNode | TreeNode;
  if (node.kind === "drainNode") return { kind: "nodes", name: node.node.node };
  return node.kind === "pool" ? { kind: "nodePools", name: node.pool.name } : undefined;
}

function liveObject(context: ClusterContext, args: readonly unknown[]): LiveObject {
  const node = nodeOf(context, args);
  if (node?.kind === "nodePool")
    return { place: node.place, kind: "nodePools", name: node.pool.name };
  if (node?.kind === "nodeClass")
    return { place: node.place, kind: "aksNodeClasses", name: node.nodeClass.name };
  if (node?.kind === "node" && node.node.claimName !== "")
    return { place: node.place, kind: "nodeClaims", name: node.node.claimName };
  throw new Error("select a NodePool, AKSNodeClass or node in the view AKS NAP first.");
}

async function withAccess<Answer>(
  { directory }: ClusterContext,
  place: Place,
  ask: (access: ClusterAccess) => Promise<Answer>,
): Promise<Answer> {
  const access = await openPlace(directory, place, new AbortController().signal);
  try {
    return await ask(access);
  } finally {
    access.close();
  }
}
