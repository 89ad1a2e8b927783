import { offeringKeys, regionalZone } from "./instanceTypes.ts";
import type { SizeLabels } from "./instanceTypes.ts";
import { isCertain, judge } from "./labelValues.ts";
import type { Verdict } from "./labelValues.ts";
import { allows } from "./requirement.ts";
import type { Requirements } from "./requirements.ts";

/** Which offerings the requirements admit. */
export interface OfferingVerdict {
  /** Where nodes may stand; the same for all sizes as far as known. */
  readonly placement: Verdict;
  readonly onDemand: boolean;
  readonly spot: boolean;
}

const offeringKeySet: ReadonlySet<string> = new Set(Object.values(offeringKeys));

/** Whether the values of a key differ between the offerings of one size. */
export function isOfferingKey(key: string): boolean {
  return offeringKeySet.has(key);
}

/**
 * Judges the keys of offerings together: one offering must satisfy all of them.
 * `common` are the labels of commonLabels.
 * Source: provider v1.14.0 pkg/providers/instancetype/instancetypes.go (createOfferings), karpenter v1.14.0
 * pkg/cloudprovider/types.go (Offerings.HasCompatible).
 */
export function judgeOfferings(requirements: Requirements, common: SizeLabels): OfferingVerdict {
  const admits = (key: string, value: string) => {
    const requirement = requirements.get(key);
    return requirement === undefined || allows(requirement, value);
  };
  const { zone, placementScope, ultraSsd, capacityType, scaleSetPriority, priority } = offeringKeys;
  const price = (type: string, name: string) =>
    admits(capacityType, type) && admits(scaleSetPriority, name) && admits(priority, name);
  const regional = admits(zone, regionalZone) && admits(placementScope, "regional");
  const zonal = admits(placementScope, "zonal") && admitsZonal(requirements, common);
  const plainDisks = admits(ultraSsd, "false");
  return {
    placement: {
      sure: regional && plainDisks,
      possible: (regional || zonal) && (plainDisks || admits(ultraSsd, "true")),
    },
    onDemand: price("on-demand", "regular"),
    spot: price("spot", "spot"),
  };
}

function admitsZonal(requirements: Requirements, common: SizeLabels): boolean {
  const label = common[offeringKeys.zone];
  if (label === undefined) return false;
  const zonal = { ...label, sure: [] };
  const requirement = requirements.get(offeringKeys.zone);
  return requirement === undefined ? !isCertain(zonal) : judge(requirement, zonal).possible;
}
