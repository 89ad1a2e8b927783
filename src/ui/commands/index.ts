import * as vscode from "vscode";
import { registerCommand } from "../command.ts";
import type { Command } from "../command.ts";
import { applyPreflightRemedy } from "./applyPreflightRemedy.ts";
import {
  addFavourite,
  copyResourceId,
  copyText,
  openAzureSettings,
  openInPortal,
  refresh,
  refreshCluster,
  removeFavourite,
} from "./clusterActions.ts";
import { enableNap } from "./changeMode.ts";
import {
  closeDisabling,
  copyDisablingScript,
  disableNap,
  refreshDisabling,
  showDisablingChanges,
  takeDisablingStep,
} from "./disableNap.ts";
import { applyRemedy } from "./disableRemedies.ts";
import { checkWorkspace } from "./checkWorkspace.ts";
import type { CommandContext } from "./context.ts";
import {
  clearFilter,
  groupBySubscription,
  searchClusters,
  showFlatList,
  showOnlyFavourites,
  showOnlyNapClusters,
} from "./filterClusters.ts";
import { copyChangeAs } from "./copyChangeAs.ts";
import { createCluster } from "./createCluster.ts";
import { fixAllInFile } from "./fixAllInFile.ts";
import { freezeNodePools, undoDisabling, unfreezeNodePools } from "./freezePools.ts";
import { insertSnippet } from "./insertSnippet.ts";
import { mergeKubeconfig, openTerminal } from "./kubectl.ts";
import {
  compareWithFile,
  editLiveCopy,
  openDefinition,
  showConditions,
  showLiveYaml,
} from "./liveObjects.ts";
import { openRules } from "./openRules.ts";
import { readThroughAzure } from "./readThroughAzure.ts";
import { selectSubscriptions } from "./selectSubscriptions.ts";
import { selectTenants } from "./selectTenants.ts";
import { exportPreflight, showPreflight } from "./showPreflight.ts";
import { showSelfHostedSteps } from "./showSelfHostedSteps.ts";
import { showLog } from "./showLog.ts";
import { settleAccount, signIn } from "./signIn.ts";
import { skipMigration } from "./skipMigration.ts";

/** Every command, by its id in package.json. */
const commands: Readonly<Record<string, Command<CommandContext>>> = {
  "nap.addFavourite": addFavourite,
  "nap.applyPreflightRemedy": applyPreflightRemedy,
  "nap.applyRemedy": applyRemedy,
  "nap.checkWorkspace": checkWorkspace,
  "nap.clearFilter": clearFilter,
  "nap.closeDisabling": closeDisabling,
  "nap.compareWithFile": compareWithFile,
  "nap.copyChangeAs": copyChangeAs,
  "nap.copyDisablingScript": copyDisablingScript,
  "nap.copyResourceId": copyResourceId,
  "nap.copyText": copyText,
  "nap.createCluster": createCluster,
  "nap.disableNap": disableNap,
  "nap.editLiveCopy": editLiveCopy,
  "nap.enableNap": enableNap,
  "nap.exportPreflight": exportPreflight,
  "nap.fixAllInFile": fixAllInFile,
  "nap.freezeNodePools": freezeNodePools,
  "nap.groupBySubscription": groupBySubscription,
  "nap.insertSnippet": insertSnippet,
  "nap.mergeKubeconfig": mergeKubeconfig,
  "nap.openAzureSettings": openAzureSettings,
  "nap.openDefinition": openDefinition,
  "nap.openInPortal": openInPortal,
  "nap.openRules": openRules,
  "nap.openTerminal": openTerminal,
  "nap.readThroughAzure": readThroughAzure,
  "nap.refresh": refresh,
  "nap.refreshCluster": refreshCluster,
  "nap.refreshDisabling": refreshDisabling,
  "nap.removeFavourite": removeFavourite,
  "nap.searchClusters": searchClusters,
  "nap.selectSubscriptions": selectSubscriptions,
  "nap.selectTenants": selectTenants,
  "nap.settleAccount": settleAccount,
  "nap.showConditions": showConditions,
  "nap.showDisablingChanges": showDisablingChanges,
  "nap.showFlatList": showFlatList,
  "nap.showLiveYaml": showLiveYaml,
  "nap.showLog": showLog,
  "nap.showOnlyFavourites": showOnlyFavourites,
  "nap.showOnlyNapClusters": showOnlyNapClusters,
  "nap.showPreflight": showPreflight,
  "nap.showSelfHostedSteps": showSelfHostedSteps,
  "nap.signIn": signIn,
  "nap.skipMigration": skipMigration,
  "nap.takeDisablingStep": takeDisablingStep,
  "nap.undoDisabling": undoDisabling,
  "nap.unfreezeNodePools": unfreezeNodePools,
};

export function registerCommands(context: CommandContext): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, command]) =>
    registerCommand(id, command, context),
  );
  return vscode.Disposable.from(...registered);
}
