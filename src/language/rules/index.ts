import type { Rule } from "../rule.ts";
import { aksnodeclassLabel } from "./aksnodeclass-label.ts";
import { arm64NodeClass } from "./arm64-node-class.ts";
import { awsLeftovers } from "./aws-leftovers.ts";
import { booleanKey } from "./boolean-key.ts";
import { budgetAlwaysActive } from "./budget-always-active.ts";
import { budgetAlwaysZero } from "./budget-always-zero.ts";
import { budgetEmptyReasons } from "./budget-empty-reasons.ts";
import { budgetNodesOverflow } from "./budget-nodes-overflow.ts";
import { budgetWindowsClosed } from "./budget-windows-closed.ts";
import { budgetsEmpty } from "./budgets-empty.ts";
import { capacityTypeReserved } from "./capacity-type-reserved.ts";
import { clusterLabelValue } from "./cluster-label-value.ts";
import { consolidateAfterRequired } from "./consolidate-after-required.ts";
import { consolidationNeverWithPolicy } from "./consolidation-never-with-policy.ts";
import { cpuCfsQuotaPeriod } from "./cpu-cfs-quota-period.ts";
import { cronDayAndWeekday } from "./cron-day-and-weekday.ts";
import { customLabelRandom } from "./custom-label-random.ts";
import { disableTaint } from "./disable-taint.ts";
import { doNotDisruptValue } from "./do-not-disrupt-value.ts";
import { driftNeverAllowed } from "./drift-never-allowed.ts";
import { durationOverflow } from "./duration-overflow.ts";
import { emptyObjectDefaults } from "./empty-object-defaults.ts";
import { ephemeralDiskStrict } from "./ephemeral-disk-strict.ts";
import { expireAfterPlace } from "./expire-after-place.ts";
import { expireAfterShort } from "./expire-after-short.ts";
import { expiryIgnoresBudgets } from "./expiry-ignores-budgets.ts";
import { failSwapOnUseless } from "./fail-swap-on-useless.ts";
import { fipsImageFamily } from "./fips-image-family.ts";
import { fipsSelfHosted } from "./fips-self-hosted.ts";
import { fipsWithoutTrustedLaunch } from "./fips-without-trusted-launch.ts";
import { formerAnnotation } from "./former-annotation.ts";
import { imageFamilyMoves } from "./image-family-moves.ts";
import { imageGcThresholds } from "./image-gc-thresholds.ts";
import { imageVersion } from "./image-version.ts";
import { imageVersionFormat } from "./image-version-format.ts";
import { karpenterTaint } from "./karpenter-taint.ts";
import { knownLabelValue } from "./known-label-value.ts";
import { labelWithoutDomain } from "./label-without-domain.ts";
import { legacyLabel } from "./legacy-label.ts";
import { limitsBelowSmallest } from "./limits-below-smallest.ts";
import { limitsResources } from "./limits-resources.ts";
import { limitsUnit } from "./limits-unit.ts";
import { limitsUnknownResource } from "./limits-unknown-resource.ts";
import { localDnsForward } from "./local-dns-forward.ts";
import { localDnsPreferred } from "./local-dns-preferred.ts";
import { localDnsServeStale } from "./local-dns-serve-stale.ts";
import { localDnsSmallSizes } from "./local-dns-small-sizes.ts";
import { localDnsZoneDot } from "./local-dns-zone-dot.ts";
import { localDnsZones } from "./local-dns-zones.ts";
import { localPortRange } from "./local-port-range.ts";
import { maxMapCountLowered } from "./max-map-count-lowered.ts";
import { memoryInMib } from "./memory-in-mib.ts";
import { minValuesCustomLabel } from "./min-values-custom-label.ts";
import { minValuesReachable } from "./min-values-reachable.ts";
import { minValuesSizes } from "./min-values-sizes.ts";
import { nameTooLong } from "./name-too-long.ts";
import { namespaceWithoutEffect } from "./namespace-without-effect.ts";
import { noMatchingSize } from "./no-matching-size.ts";
import { nodeClassNotFound } from "./node-class-not-found.ts";
import { nodeClassRefApiVersion } from "./node-class-ref-api-version.ts";
import { nodeClassRefTarget } from "./node-class-ref-target.ts";
import { nodeClassWithoutSpec } from "./node-class-without-spec.ts";
import { numberOperatorOnText } from "./number-operator-on-text.ts";
import { octalNumber } from "./octal-number.ts";
import { overlayCapacityRestricted } from "./overlay-capacity-restricted.ts";
import { overlayConflict } from "./overlay-conflict.ts";
import { overlayGateOff } from "./overlay-gate-off.ts";
import { overlayNotInEmpty } from "./overlay-not-in-empty.ts";
import { overlayPriceTwice } from "./overlay-price-twice.ts";
import { overlayUnknownLabel } from "./overlay-unknown-label.ts";
import { overlayWithoutEffect } from "./overlay-without-effect.ts";
import { podResourceUnit } from "./pod-resource-unit.ts";
import { podSelectsAgentPool } from "./pod-selects-agent-pool.ts";
import { poolsOverlap } from "./pools-overlap.ts";
import { requirementConflict } from "./requirement-conflict.ts";
import { requirementNoOp } from "./requirement-no-op.ts";
import { restrictedLabel } from "./restricted-label.ts";
import { scheduleInvalid } from "./schedule-invalid.ts";
import { scheduleNeverMatches } from "./schedule-never-matches.ts";
import { skuFamilyLetter } from "./sku-family-letter.ts";
import { skuNameUsable } from "./sku-name-usable.ts";
import { skuSeriesKnown } from "./sku-series-known.ts";
import { skuVersionNumber } from "./sku-version-number.ts";
import { spotOnly } from "./spot-only.ts";
import { spotWithoutTaint } from "./spot-without-taint.ts";
import { startupTaintPermanent } from "./startup-taint-permanent.ts";
import { staticCapacityGate } from "./static-capacity-gate.ts";
import { staticCpusSmallSizes } from "./static-cpus-small-sizes.ts";
import { staticModeFixed } from "./static-mode-fixed.ts";
import { staticPoolFields } from "./static-pool-fields.ts";
import { staticPoolNoSurge } from "./static-pool-no-surge.ts";
import { subnetIdFormat } from "./subnet-id-format.ts";
import { subnetManagedNetwork } from "./subnet-managed-network.ts";
import { subnetPlaceholder } from "./subnet-placeholder.ts";
import { swapNeedsFailSwapOn } from "./swap-needs-fail-swap-on.ts";
import { sysctlBelowDefault } from "./sysctl-below-default.ts";
import { sysctlMisplaced } from "./sysctl-misplaced.ts";
import { systemModeWithoutTaint } from "./system-mode-without-taint.ts";
import { tagKeyCase } from "./tag-key-case.ts";
import { tagKeyInvalid } from "./tag-key-invalid.ts";
import { tagKeyReserved } from "./tag-key-reserved.ts";
import { tagKeyRewritten } from "./tag-key-rewritten.ts";
import { tagsTooMany } from "./tags-too-many.ts";
import { taintDuplicate } from "./taint-duplicate.ts";
import { taintKey } from "./taint-key.ts";
import { templateKubelet } from "./template-kubelet.ts";
import { terminationGraceShort } from "./termination-grace-short.ts";
import { terminationGraceZero } from "./termination-grace-zero.ts";
import { topologyNeedsStaticCpus } from "./topology-needs-static-cpus.ts";
import { trustedLaunchImage } from "./trusted-launch-image.ts";
import { typographicCharacters } from "./typographic-characters.ts";
import { v1alpha2NodeClass } from "./v1alpha2-node-class.ts";
import { v1beta1Nodepool } from "./v1beta1-nodepool.ts";
import { valuesNeedQuotes } from "./values-need-quotes.ts";
import { windowsNodes } from "./windows-nodes.ts";
import { zeroZone } from "./zero-zone.ts";
import { zoneFormat } from "./zone-format.ts";
import { zoneRegion } from "./zone-region.ts";

/** Every rule; written by scripts/rules.ts from the files of this folder. */
export const rules: readonly Rule[] = [
  aksnodeclassLabel,
  arm64NodeClass,
  awsLeftovers,
  booleanKey,
  budgetAlwaysActive,
  budgetAlwaysZero,
  budgetEmptyReasons,
  budgetNodesOverflow,
  budgetWindowsClosed,
  budgetsEmpty,
  capacityTypeReserved,
  clusterLabelValue,
  consolidateAfterRequired,
  consolidationNeverWithPolicy,
  cpuCfsQuotaPeriod,
  cronDayAndWeekday,
  customLabelRandom,
  disableTaint,
  doNotDisruptValue,
  driftNeverAllowed,
  durationOverflow,
  emptyObjectDefaults,
  ephemeralDiskStrict,
  expireAfterPlace,
  expireAfterShort,
  expiryIgnoresBudgets,
  failSwapOnUseless,
  fipsImageFamily,
  fipsSelfHosted,
  fipsWithoutTrustedLaunch,
  formerAnnotation,
  imageFamilyMoves,
  imageGcThresholds,
  imageVersion,
  imageVersionFormat,
  karpenterTaint,
  knownLabelValue,
  labelWithoutDomain,
  legacyLabel,
  limitsBelowSmallest,
  limitsResources,
  limitsUnit,
  limitsUnknownResource,
  localDnsForward,
  localDnsPreferred,
  localDnsServeStale,
  localDnsSmallSizes,
  localDnsZoneDot,
  localDnsZones,
  localPortRange,
  maxMapCountLowered,
  memoryInMib,
  minValuesCustomLabel,
  minValuesReachable,
  minValuesSizes,
  nameTooLong,
  namespaceWithoutEffect,
  noMatchingSize,
  nodeClassNotFound,
  nodeClassRefApiVersion,
  nodeClassRefTarget,
  nodeClassWithoutSpec,
  numberOperatorOnText,
  octalNumber,
  overlayCapacityRestricted,
  overlayConflict,
  overlayGateOff,
  overlayNotInEmpty,
  overlayPriceTwice,
  overlayUnknownLabel,
  overlayWithoutEffect,
  podResourceUnit,
  podSelectsAgentPool,
  poolsOverlap,
  requirementConflict,
  requirementNoOp,
  restrictedLabel,
  scheduleInvalid,
  scheduleNeverMatches,
  skuFamilyLetter,
  skuNameUsable,
  skuSeriesKnown,
  skuVersionNumber,
  spotOnly,
  spotWithoutTaint,
  startupTaintPermanent,
  staticCapacityGate,
  staticCpusSmallSizes,
  staticModeFixed,
  staticPoolFields,
  staticPoolNoSurge,
  subnetIdFormat,
  subnetManagedNetwork,
  subnetPlaceholder,
  swapNeedsFailSwapOn,
  sysctlBelowDefault,
  sysctlMisplaced,
  systemModeWithoutTaint,
  tagKeyCase,
  tagKeyInvalid,
  tagKeyReserved,
  tagKeyRewritten,
  tagsTooMany,
  taintDuplicate,
  taintKey,
  templateKubelet,
  terminationGraceShort,
  terminationGraceZero,
  topologyNeedsStaticCpus,
  trustedLaunchImage,
  typographicCharacters,
  v1alpha2NodeClass,
  v1beta1Nodepool,
  valuesNeedQuotes,
  windowsNodes,
  zeroZone,
  zoneFormat,
  zoneRegion,
];
