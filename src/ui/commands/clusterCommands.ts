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
  showRehearsal,
  disableNap,
  refreshDisabling,
  showDisablingChanges,
  takeDisablingStep,
} from "./disableNap.ts";
import { applyRemedy } from "./disableRemedies.ts";
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
import { freezeNodePools, undoDisabling, unfreezeNodePools } from "./freezePools.ts";
import { mergeKubeconfig, openTerminal } from "./kubectl.ts";
import {
  compareWithFile,
  editLiveCopy,
  openDefinition,
  showConditions,
  showLiveYaml,
} from "./liveObjects.ts";
import { readThroughAzure } from "./readThroughAzure.ts";
import { selectSubscriptions } from "./selectSubscriptions.ts";
import { selectTenants, showAllTenants } from "./selectTenants.ts";
import { closePreflight, exportPreflight, showPreflight } from "./showPreflight.ts";
import { showSelfHostedSteps } from "./showSelfHostedSteps.ts";
import { settleAccount, signIn } from "./signIn.ts";
import { skipMigration } from "./skipMigration.ts";
import { stopAdmin, useAdmin } from "./useAdmin.ts";
import type { ClusterCommandId } from "./clusterCommandIds.ts";
import type { ClusterContext } from "./context.ts";

/** The commands on clusters. */
export const clusterCommands: Readonly<Record<ClusterCommandId, Command<ClusterContext>>> = {
  "nap.addFavourite": addFavourite,
  "nap.applyPreflightRemedy": applyPreflightRemedy,
  "nap.applyRemedy": applyRemedy,
  "nap.clearFilter": clearFilter,
  "nap.closeDisabling": closeDisabling,
  "nap.closePreflight": closePreflight,
  "nap.compareWithFile": compareWithFile,
  "nap.copyChangeAs": copyChangeAs,
  "nap.copyDisablingScript": copyDisablingScript,
  "nap.showRehearsal": showRehearsal,
  "nap.copyResourceId": copyResourceId,
  "nap.copyText": copyText,
  "nap.createCluster": createCluster,
  "nap.disableNap": disableNap,
  "nap.editLiveCopy": editLiveCopy,
  "nap.enableNap": enableNap,
  "nap.exportPreflight": exportPreflight,
  "nap.freezeNodePools": freezeNodePools,
  "nap.groupBySubscription": groupBySubscription,
  "nap.mergeKubeconfig": mergeKubeconfig,
  "nap.openAzureSettings": openAzureSettings,
  "nap.openDefinition": openDefinition,
  "nap.openInPortal": openInPortal,
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
  "nap.showAllTenants": showAllTenants,
  "nap.showConditions": showConditions,
  "nap.showDisablingChanges": showDisablingChanges,
  "nap.showFlatList": showFlatList,
  "nap.showLiveYaml": showLiveYaml,
  "nap.showOnlyFavourites": showOnlyFavourites,
  "nap.showOnlyNapClusters": showOnlyNapClusters,
  "nap.showPreflight": showPreflight,
  "nap.showSelfHostedSteps": showSelfHostedSteps,
  "nap.signIn": signIn,
  "nap.skipMigration": skipMigration,
  "nap.stopAdmin": stopAdmin,
  "nap.takeDisablingStep": takeDisablingStep,
  "nap.undoDisabling": undoDisabling,
  "nap.unfreezeNodePools": unfreezeNodePools,
  "nap.useAdmin": useAdmin,
};
