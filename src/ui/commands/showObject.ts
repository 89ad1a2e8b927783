import * as vscode from "vscode";
import type { ResourceName } from "../../cluster.ts";
import type { DisableSession } from "../disable/disableSession.ts";

/** Opens an object of the cluster as YAML to read; `name` is `namespace/name` or a name. */
export async function showObject(
  session: DisableSession,
  kind: ResourceName,
  name: string,
): Promise<void> {
  const library = await session.library();
  const [last = "", namespace] = name.split("/").reverse();
  const target = { name: last, ...(namespace !== undefined && { namespace }) };
  const content = await library.objectText(await session.kube(), kind, target);
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document, { preview: true });
}
