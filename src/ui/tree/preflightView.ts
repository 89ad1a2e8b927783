import * as vscode from "vscode";
import { preflightChildren, presentPreflight } from "../../nap/view/preflightNodes.ts";
import type { PreflightNode, PreflightReport } from "../../nap/view/preflightNodes.ts";
import { TreeAdapter } from "./treeAdapter.ts";

/** The view "Preflight": the last report, and nothing before there was one. */
export class PreflightView implements vscode.Disposable {
  readonly #adapter: TreeAdapter<PreflightNode>;
  readonly #view: vscode.TreeView<PreflightNode>;
  #report: PreflightReport | undefined;

  constructor() {
    this.#adapter = new TreeAdapter<PreflightNode>({
      childrenOf: (node) => preflightChildren(this.#report, node),
      present: presentPreflight,
    });
    this.#view = vscode.window.createTreeView("nap.preflight", {
      treeDataProvider: this.#adapter,
      showCollapseAll: true,
    });
  }

  get report(): PreflightReport | undefined {
    return this.#report;
  }

  /** Shows a report and brings the view to the front. */
  async show(report: PreflightReport): Promise<void> {
    this.#report = report;
    this.#view.description = report.cluster.name;
    this.#view.message = `${report.cluster.name}: ${report.summary}`;
    this.#adapter.changed();
    await vscode.commands.executeCommand("setContext", "nap.hasPreflight", true);
    await vscode.commands.executeCommand("nap.preflight.focus");
  }

  /** Shows no report any more. */
  async close(): Promise<void> {
    this.#report = undefined;
    this.#adapter.changed();
    await vscode.commands.executeCommand("setContext", "nap.hasPreflight", false);
  }

  dispose(): void {
    vscode.Disposable.from(this.#view, this.#adapter).dispose();
  }
}
