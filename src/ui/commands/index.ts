import * as vscode from "vscode";
import { registerCommand } from "../command.ts";
import type { Command } from "../command.ts";
import { checkWorkspace } from "./checkWorkspace.ts";
import type { CommandContext } from "./context.ts";
import { fixAllInFile } from "./fixAllInFile.ts";
import { insertSnippet } from "./insertSnippet.ts";
import { openRules } from "./openRules.ts";
import { showLog } from "./showLog.ts";

/** Every command, by its id in package.json. */
const commands: Readonly<Record<string, Command<CommandContext>>> = {
  "nap.checkWorkspace": checkWorkspace,
  "nap.fixAllInFile": fixAllInFile,
  "nap.insertSnippet": insertSnippet,
  "nap.openRules": openRules,
  "nap.showLog": showLog,
};

export function registerCommands(context: CommandContext): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, command]) =>
    registerCommand(id, command, context),
  );
  return vscode.Disposable.from(...registered);
}
