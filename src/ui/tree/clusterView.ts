import * as vscode from "vscode";
import { isNarrowed } from "../../nap/view/clusterList.ts";
import { childrenOf, present } from "../../nap/view/tree.ts";
import type { TreeState } from "../../nap/view/tree.ts";
import type { Place, SubscriptionNode, TreeNode } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { ContentStore } from "./contentStore.ts";
import type { DisableView } from "./disableView.ts";
import type { ListSettings } from "./listSettings.ts";
import { Throttled } from "../throttled.ts";
import type { ClusterTree } from "./clusterTree.ts";
import type { TreeSource } from "./treeAdapter.ts";

/** The view "Clusters" and what it is made of. */
export interface ClusterView {
  /** The selected node. */
  readonly selection: TreeNode | undefined;
  readonly source: TreeSource<TreeNode>;
  dispose(): void;
}

/** Redraws come in bursts while pages and events arrive. */
const redrawMs = 100;

interface Parts {
  readonly directory: ClusterDirectory;
  readonly listSettings: ListSettings;
  readonly contents: ContentStore;
  readonly tree: ClusterTree;
  readonly disabling: Pick<DisableView, "way" | "onDidChange">;
}

/** Shows the tree of clusters; nothing is read before the view is opened. */
export function showClusters({
  directory,
  listSettings,
  contents,
  tree,
  disabling,
}: Parts): ClusterView {
  const state = (): TreeState => ({
    list: directory.list,
    options: listSettings.options,
    contexts: contents.found.contexts,
    silentContexts: contents.found.silent,
    contents: contents.known,
    way: disabling.way,
  });
  // VS Code forgets what was open when a node is gone for a while, as most are during a search.
  const open = new Set<string>();
  // Its event of opening is lost for a node that is drawn anew at that moment; children are asked for all the same.
  const noteOpen = (node: TreeNode) => {
    if (!isOpenAnyway(node)) open.add(usualId(node));
    if (isPlace(node)) contents.follow(node);
  };
  const source: TreeSource<TreeNode> = {
    childrenOf: (node) => {
      if (node !== undefined) noteOpen(node);
      return childrenOf(state(), node);
    },
    present: (node) => {
      const id = usualId(node);
      return open.has(id) ? { ...present(node), id, isExpanded: true } : present(node);
    },
  };
  const { view } = tree;
  // A narrowed list shows its subscriptions open under other ids: what closes then is what VS Code has taken away.
  const isTakenAway = ({ kind }: TreeNode) =>
    kind === "subscription" && isNarrowed(listSettings.options);
  const redraw = new Throttled(() => tree.changed(), redrawMs);
  contents.setVisible(view.visible);
  const subscriptions = [
    directory.onDidChange(redraw.run),
    listSettings.onDidChange(redraw.run),
    contents.onDidChange(redraw.run),
    disabling.onDidChange(redraw.run),
    view.onDidExpandElement(({ element }) => {
      noteOpen(element);
    }),
    view.onDidCollapseElement(({ element }) => {
      if (!isOpenAnyway(element) && !isTakenAway(element)) open.delete(usualId(element));
      if (isPlace(element)) contents.leave(element);
    }),
    view.onDidChangeSelection(({ selection: [node] }) => {
      void vscode.commands.executeCommand("setContext", "nap.selected", node?.kind ?? "");
    }),
    view.onDidChangeVisibility(({ visible }) => contents.setVisible(visible)),
  ];
  return {
    source,
    get selection() {
      return view.selection[0];
    },
    dispose: () => {
      vscode.Disposable.from(...subscriptions, redraw).dispose();
    },
  };
}

/** A subscription that a search opens has another id, unless it was open before: then it stays the same node. */
function usualId(node: TreeNode): string {
  return present(isOpenAnyway(node) ? { ...node, isOpen: false } : node).id;
}

function isOpenAnyway(node: TreeNode): node is SubscriptionNode {
  return node.kind === "subscription" && node.isOpen;
}

function isPlace(node: TreeNode): node is Place {
  return node.kind === "cluster" || node.kind === "context";
}
