export * from "./azure/index.ts";
export * from "./kube/index.ts";
export * from "./nap/disable/index.ts";
export { selfHostedKarpenter } from "./nap/enable/selfHosted.ts";
export { abortText } from "./nap/enable/abortText.ts";
export { waitForNap } from "./nap/enable/waitForNap.ts";
export { azWarning } from "./nap/preflight/checks/azureCliCheck.ts";
export { ownBlockers } from "./nap/preflight/ownBlockers.ts";
export { preflight, worstOf } from "./nap/preflight/preflight.ts";
export { preflightReport } from "./nap/preflight/preflightReport.ts";
export { summaryOf } from "./nap/preflight/summary.ts";
export { createBicepText } from "./nap/create/createBicep.ts";
export { createCommands } from "./nap/create/createCommand.ts";
export { createTemplateText } from "./nap/create/createTemplate.ts";
export { newClusterModel } from "./nap/create/newCluster.ts";
export { systemPoolSizes } from "./nap/create/systemPoolSizes.ts";
export { refusalInWords } from "./nap/refusal/refusalInWords.ts";
export {
  isKindUnknown,
  nodesCommand,
  snapshotCommand,
  snapshotContents,
} from "./nap/view/contents/snapshotContents.ts";
export { copyAs } from "./nap/export/copyAs.ts";
export { conditionsOf, nodePoolDetails } from "./nap/view/contents/nodePoolDetails.ts";
export { planClusterChange } from "./nap/enable/modeChange.ts";
export { choicesToRemember, rememberedChoices } from "./nap/create/rememberedChoices.ts";
export { pinnedPools } from "./nap/preflight/pinnedPools.ts";
export { remedyStatement } from "./nap/preflight/remedyReport.ts";
export { remedyQuestion } from "./nap/preflight/remedyWords.ts";
