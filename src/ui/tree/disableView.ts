import * as vscode from "vscode";
import type { DisableNode } from "../../nap/view/disable/disableNodes.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { Way } from "../../nap/view/wayNode.ts";
import type { Presented } from "../../nap/view/presentNode.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import { DisableSession } from "../disable/disableSession.ts";
import type { SessionParts } from "../disable/disableSession.ts";
import { DrainNews } from "../disable/drainNews.ts";
import { keptKeys } from "../keptKeys.ts";
import { TreeAdapter } from "./treeAdapter.ts";

/**
 * The view "Disable NAP": one cluster on its way to Manual, as it is now. Which one is kept, so that a window that is
 * opened again goes on showing it, and nothing else.
 */
export class DisableView implements vscode.Disposable {
  readonly #parts: SessionParts;
  readonly #memory: vscode.Memento;
  readonly #adapter: TreeAdapter<DisableNode>;
  readonly #view: vscode.TreeView<DisableNode>;
  readonly #news = new DrainNews();
  readonly #changes = new vscode.EventEmitter<void>();
  /** Tells that `way` is another. */
  readonly onDidChange = this.#changes.event;
  #way: Way | undefined;
  #library: ClusterLibrary | undefined;
  #session: DisableSession | undefined;

  constructor(parts: SessionParts, memory: vscode.Memento) {
    this.#parts = parts;
    this.#memory = memory;
    this.#adapter = new TreeAdapter<DisableNode>({
      childrenOf: (node) => this.#childrenOf(node),
      present: (node) => this.#present(node),
    });
    this.#view = vscode.window.createTreeView("nap.disabling", {
      treeDataProvider: this.#adapter,
      showCollapseAll: true,
    });
  }

  /** The cluster that is shown, undefined when none is. */
  get session(): DisableSession | undefined {
    return this.#session;
  }

  /** The same where it is this cluster. */
  sessionOf(row: ClusterRow): DisableSession | undefined {
    return this.#session?.row.id.toLowerCase() === row.id.toLowerCase() ? this.#session : undefined;
  }

  /** How far the cluster is that is shown. */
  get way(): Way | undefined {
    return this.#way;
  }

  /** Follows a cluster and brings the view to the front; a cluster that is followed already goes on. */
  async open(row: ClusterRow): Promise<DisableSession> {
    const session = this.sessionOf(row) ?? (await this.#start(row));
    await vscode.commands.executeCommand("nap.disabling.focus");
    return session;
  }

  /** Shows again what the window showed when it was closed, without coming to the front. */
  async resume(): Promise<void> {
    const row = this.#memory.get<ClusterRow>(keptKeys.disabling);
    if (row !== undefined) await this.#start(row);
  }

  /** Reads everything from the start. */
  async again(): Promise<void> {
    if (this.#session !== undefined) await this.#start(this.#session.row);
  }

  /** Shows no cluster any more; the cluster itself stays as it is. */
  async close(): Promise<void> {
    this.#end();
    this.#tellWay(undefined);
    await this.#memory.update(keptKeys.disabling, undefined);
    await vscode.commands.executeCommand("setContext", "nap.isDisabling", false);
  }

  dispose(): void {
    this.#end();
    vscode.Disposable.from(this.#view, this.#adapter, this.#news, this.#changes).dispose();
  }

  async #start(row: ClusterRow): Promise<DisableSession> {
    this.#end();
    const session = new DisableSession(this.#parts, row);
    this.#session = session;
    session.onDidChange(() => void this.#draw(session));
    session.follow();
    this.#view.description = row.name;
    this.#view.message = "";
    this.#adapter.changed();
    this.#tellWay({ placeId: row.id.toLowerCase(), text: "", isBlocked: false });
    await this.#memory.update(keptKeys.disabling, row);
    await vscode.commands.executeCommand("setContext", "nap.isDisabling", true);
    return session;
  }

  #end(): void {
    this.#session?.dispose();
    this.#session = undefined;
    this.#news.clear();
  }

  async #childrenOf(node: DisableNode | undefined): Promise<readonly DisableNode[]> {
    this.#library ??= await this.#parts.directory.library();
    const { reading, problem } = this.#session ?? {};
    return this.#library.disableChildren({ reading, problem }, node);
  }

  #present(node: DisableNode): Presented {
    // Whoever has a node has got it from the library.
    if (this.#library === undefined) throw new Error("the view shows nothing yet");
    return this.#library.presentDisable(node);
  }

  #tellWay(way: Way | undefined): void {
    const isSame = way?.placeId === this.#way?.placeId && way?.text === this.#way?.text;
    if (isSame && way?.isBlocked === this.#way?.isBlocked) return;
    this.#way = way;
    this.#changes.fire();
  }

  async #draw(session: DisableSession): Promise<void> {
    const { reading, row } = session;
    const library = await session.library();
    const progress = await session.progress(stuckAfterMinutes());
    if (session !== this.#session) return;
    if (reading !== undefined) {
      const text = library.progressText(reading, progress);
      this.#view.message = `${row.name}: ${text}`;
      const isBlocked = reading.steps.some(({ status }) => status === "blocked");
      this.#tellWay({ placeId: row.id.toLowerCase(), text, isBlocked });
      this.#news.tell(row, { library, reading, progress, stuckAfterMinutes: stuckAfterMinutes() });
    }
    this.#adapter.changed();
  }
}

function stuckAfterMinutes(): number {
  const minutes = vscode.workspace.getConfiguration("nap.drain").get<unknown>("stuckAfterMinutes");
  return typeof minutes === "number" && minutes > 0 ? minutes : 15;
}
