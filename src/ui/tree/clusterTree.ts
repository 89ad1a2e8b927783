import * as vscode from "vscode";
import type { TreeNode } from "../../nap/view/treeNode.ts";
import { TreeAdapter } from "./treeAdapter.ts";
import type { TreeSource } from "./treeAdapter.ts";

/** The tree of the view "Clusters": VS Code has it at once, what it shows is loaded when VS Code asks for its nodes. */
export interface ClusterTree {
  readonly view: vscode.TreeView<TreeNode>;
  /** Draws the tree again. */
  changed(): void;
  dispose(): void;
}

export function createClusterTree(load: () => Promise<TreeSource<TreeNode>>): ClusterTree {
  let source: TreeSource<TreeNode> | undefined;
  const adapter = new TreeAdapter<TreeNode>({
    childrenOf: async (node) => {
      source ??= await load();
      return source.childrenOf(node);
    },
    present: (node) => {
      // Whoever has a node has got it from the source.
      if (source === undefined) throw new Error("the view shows nothing yet");
      return source.present(node);
    },
  });
  const view = vscode.window.createTreeView("nap.clusters", {
    treeDataProvider: adapter,
    showCollapseAll: true,
  });
  return {
    view,
    changed: () => adapter.changed(),
    dispose: () => {
      vscode.Disposable.from(view, adapter).dispose();
    },
  };
}
