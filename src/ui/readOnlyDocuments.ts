import * as vscode from "vscode";

const scheme = "nap-text";
/** Closed documents are asked for again when a window restores its editors; older ones than these are gone then. */
const mostKept = 50;

/** Texts to read: nobody is asked to save them when they are closed. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #next = 1;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "This text is no longer there. Ask for it again.";
  }

  /** Shows a text under a file name, whose ending tells the language; Markdown as it is meant, its source one click away. */
  async show(name: string, text: string): Promise<void> {
    const uri = this.keep(name, text);
    if (name.endsWith(".md") && (await isPreviewed(uri))) return;
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Keeps a text and says under which URI it can be read. */
  keep(name: string, text: string): vscode.Uri {
    const path = `/${this.#next}/${name.replaceAll(/[^\w. -]+/g, "-")}`;
    this.#next += 1;
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > mostKept && oldest !== undefined) this.#texts.delete(oldest);
    return uri;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/** Shows the preview of a Markdown document; false where VS Code's own extension for it is switched off. */
async function isPreviewed(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
    return true;
  } catch {
    return false;
  }
}
