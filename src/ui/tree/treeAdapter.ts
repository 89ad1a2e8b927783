import * as vscode from "vscode";
import type { Presented } from "../../nap/view/presentNode.ts";

/** A tree whose nodes and looks are decided elsewhere. */
export interface TreeSource<Node> {
  childrenOf(node: Node | undefined): readonly Node[] | Promise<readonly Node[]>;
  present(node: Node): Presented;
}

/** Shows a tree of plain data in VS Code; `changed` draws a node, or all, again. */
export class TreeAdapter<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #source: TreeSource<Node>;
  readonly #changes = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(source: TreeSource<Node>) {
    this.#source = source;
  }

  changed(node?: Node): void {
    this.#changes.fire(node);
  }

  getChildren(node?: Node): Promise<Node[]> {
    return Promise.resolve(this.#source.childrenOf(node)).then((children) => [...children]);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(this.#source.present(node));
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

function treeItem(presented: Presented): vscode.TreeItem {
  const { id, label, description, tooltip, icon, context, isExpandable, action } = presented;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const open = presented.isExpanded === true ? Expanded : Collapsed;
  const item = new vscode.TreeItem(label, isExpandable ? open : None);
  item.id = id;
  item.contextValue = context;
  const color = icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color);
  item.iconPath = new vscode.ThemeIcon(icon.id, color);
  if (description !== undefined) item.description = description;
  if (tooltip !== undefined) item.tooltip = new vscode.MarkdownString(tooltip);
  if (action !== undefined)
    item.command = {
      command: action.command,
      title: action.title,
      arguments: [...(action.args ?? [])],
    };
  return item;
}
