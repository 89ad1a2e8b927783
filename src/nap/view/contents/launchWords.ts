/** Why Azure gave no machine, in words, and what helps. */
export interface LaunchWords {
  readonly text: string;
  readonly remedy: string;
}

const otherSize =
  "Karpenter tries other sizes and zones; allow more of them in the NodePool's requirements.";
const quota =
  "Ask for more quota (az quota, or Usage + quotas in the portal), or allow other VM families.";

/**
 * Patterns in what the provider reports (Azure provider v1.14.0 pkg/providers/instance/offerings/commonerrorhandlers.go)
 * and in the error codes of Azure that it passes on. The first that fits counts.
 */
const patterns: readonly (readonly [RegExp, LaunchWords])[] = [
  [
    /LowPriorityQuota|LowPriorityCores|vCPU quota for spot/i,
    { text: "The subscription's quota for spot VMs in this region is used up.", remedy: quota },
  ],
  [
    /regional .*vCPU quota|Total Regional Cores/i,
    { text: "The subscription's vCPU quota for the whole region is used up.", remedy: quota },
  ],
  [
    /SubscriptionQuotaReached|subscription level .*quota|approved .* Cores quota|QuotaExceeded/i,
    { text: "The subscription's vCPU quota for this VM family is used up.", remedy: quota },
  ],
  [
    /SubnetIsFull|not have enough (free )?IP addresses|SubnetWithExternalResourcesCannotBeUsed/i,
    {
      text: "The subnet has no free IP addresses left.",
      remedy: "Use a larger subnet (vnetSubnetID of the AKSNodeClass), or free addresses.",
    },
  ],
  [
    /OverconstrainedZonalAllocation|selected zone .* with .* capacity type and/i,
    { text: "Azure has no such machine in this zone under these conditions.", remedy: otherSize },
  ],
  [
    /OverconstrainedAllocation|in all zones with/i,
    { text: "Azure has no such machine in any zone under these conditions.", remedy: otherSize },
  ],
  [
    /ZonalAllocationFail|in the selected zone/i,
    { text: "Azure has no room for this size in the zone now.", remedy: otherSize },
  ],
  [
    /AllocationFail|selected VM size/i,
    { text: "Azure has no room for this size in the region now.", remedy: otherSize },
  ],
  [
    /SKUNotAvailable|SkuNotAvailable|requested SKU is unavailable/i,
    {
      text: "The subscription may not use this size in this zone or region.",
      remedy: `${otherSize} A restriction can be lifted by Azure support.`,
    },
  ],
  [
    /NodeClassReadinessUnknown|NodeClass is in Ready=Unknown/i,
    {
      text: "The AKSNodeClass has not been judged yet.",
      remedy: "It is tried again by itself; look at the AKSNodeClass when it stays so.",
    },
  ],
  [
    /NodeClassNotReady/i,
    { text: "The AKSNodeClass is not ready.", remedy: "See the conditions of the AKSNodeClass." },
  ],
  [
    /no compatible images found/i,
    {
      text: "The AKSNodeClass has no image for this size's architecture or generation.",
      remedy:
        "Restrict kubernetes.io/arch in the NodePool, or change the imageFamily or security settings.",
    },
  ],
  [
    /all requested instance types were unavailable|no instance types available|InsufficientCapacity/i,
    { text: "None of the sizes that the NodePool allows can be had now.", remedy: otherSize },
  ],
  [
    /AuthorizationFailed|LinkedAuthorizationFailed/i,
    {
      text: "The cluster's identity lacks a right in Azure.",
      remedy: "Give it the role that the message names, on the subnet or resource that it names.",
    },
  ],
];

/**
 * What a launch failure means; undefined for one that we do not know.
 * @param said reason and message, of the condition Launched or of an event
 */
export function launchWords(said: string): LaunchWords | undefined {
  return patterns.find(([pattern]) => pattern.test(said))?.[1];
}
