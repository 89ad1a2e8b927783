import * as vscode from "vscode";
import { rulesPageUri } from "../rulesPage.ts";
import type { CommandContext } from "./context.ts";

/** Shows the page of rules, at one of them where its id is given. */
export async function openRules(
  { extensionUri }: CommandContext,
  ...[rule]: readonly unknown[]
): Promise<void> {
  const page = rulesPageUri(extensionUri);
  const fragment = typeof rule === "string" ? rule : "";
  await vscode.commands.executeCommand("markdown.showPreview", page.with({ fragment }));
}
