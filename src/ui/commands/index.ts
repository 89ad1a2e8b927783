import * as vscode from "vscode";
import { registerCommand } from "../command.ts";
import type { Command } from "../command.ts";
import { checkWorkspace } from "./checkWorkspace.ts";
import { clusterCommandIds } from "./clusterCommandIds.ts";
import type { ClusterCommandId } from "./clusterCommandIds.ts";
import type { CommandContext } from "./context.ts";
import { fixAllInFile } from "./fixAllInFile.ts";
import { insertSnippet } from "./insertSnippet.ts";
import { openRules } from "./openRules.ts";
import { showLog } from "./showLog.ts";

/** The commands on files, by their ids in package.json. */
const fileCommands: Readonly<Record<string, Command<CommandContext>>> = {
  "nap.checkWorkspace": checkWorkspace,
  "nap.fixAllInFile": fixAllInFile,
  "nap.insertSnippet": insertSnippet,
  "nap.openRules": openRules,
  "nap.showLog": showLog,
};

/** Runs a command on clusters with what VS Code has passed to it. */
export type RunOnCluster = (id: ClusterCommandId, args: readonly unknown[]) => Promise<void>;

/** Registers all commands; those on clusters are run by `runOnCluster`. */
export function registerCommands(
  context: CommandContext,
  runOnCluster: RunOnCluster,
): vscode.Disposable {
  const onFiles = Object.entries(fileCommands).map(([id, command]) =>
    registerCommand(id, command, context),
  );
  const onClusters = clusterCommandIds.map((id) =>
    registerCommand(id, (_context, ...args) => runOnCluster(id, args), context),
  );
  return vscode.Disposable.from(...onFiles, ...onClusters);
}
