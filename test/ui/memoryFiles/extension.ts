import * as vscode from "vscode";
import { badPolicy, nodeClass, nodePool } from "../../e2e/manifests.ts";

const startedAt = Date.now();

const files = new Map([
  ["/pool.yaml", nodePool(badPolicy)],
  ["/class.yaml", nodeClass("general")],
]);

const file = (text: string): vscode.FileStat => ({
  type: vscode.FileType.File,
  ctime: startedAt,
  mtime: Date.now(),
  size: new TextEncoder().encode(text).length,
});

function textAt(uri: vscode.Uri): string {
  const text = files.get(uri.path);
  if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return text;
}

/** The folder `memory:/`, with a NodePool and its AKSNodeClass; what is saved is kept as long as the window. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const notSupported = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const folder = { type: vscode.FileType.Directory, ctime: startedAt, mtime: startedAt, size: 0 };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) => (uri.path === "/" ? folder : file(textAt(uri))),
    readDirectory: () => [...files.keys()].map((path) => [path.slice(1), vscode.FileType.File]),
    readFile: (uri) => new TextEncoder().encode(textAt(uri)),
    writeFile: (uri, content) => {
      files.set(uri.path, new TextDecoder().decode(content));
      changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory: notSupported,
    delete: notSupported,
    rename: notSupported,
  };
  subscriptions.push(changes, vscode.workspace.registerFileSystemProvider("memory", provider));
}
