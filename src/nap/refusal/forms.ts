import type { RefusalKind } from "./refusal.ts";

/** One form of a refusal: codes and a text, and what its groups name. */
export interface RefusalForm {
  readonly kind: RefusalKind;
  /** Any of these codes; absent: any code. */
  readonly codes?: RegExp;
  /** The text must match; named groups become what the refusal names. */
  readonly text?: RegExp;
}

/**
 * Refusals and failed operations of AKS and Resource Manager, the first that fits counts.
 * Sources: bodies that users reported (terraform-provider-azurerm#28878, terraform-azurerm-aks#604, azure-cli#30309,
 * tyger#121, azure-docs#118661), AKS documentation (use-etags, local-accounts), Resource Manager's common errors.
 */
export const refusalForms: readonly RefusalForm[] = [
  {
    kind: "operation-in-progress",
    text: /there's an in progress (?<operation>[\w ]+?) operation \(operation ID: (?<operationId>[\w-]+)\) on the (?<on>.+?) started on UTC (?<startedAt>[\dTZ:.-]+?)\.? /,
  },
  {
    kind: "operation-in-progress",
    text: /Another (?:agentpool )?operation \((?<operation>[^)]+)\) is in progress/i,
  },
  {
    kind: "changed-meanwhile",
    codes: /^(EtagMismatch|OriginalEtagNotExpect|PreconditionFailed|EtagMismatched)$/i,
  },
  { kind: "operation-in-progress", text: /Another operation is in progress/i },
  { kind: "preempted", codes: /^AKSOperationPreempted/i },
  { kind: "stop-with-nap", text: /^Unable to perform 'stopping' operation since/ },
  { kind: "stopped", text: /in stopped state, no operations except for start are allowed/i },
  {
    kind: "state",
    text: /Provisioning State\((?<state>\w+)\) and Power State\((?<power>\w+)\)/i,
  },
  {
    kind: "linked-permission",
    codes: /^LinkedAuthorizationFailed$/i,
    text: /perform action(?:\(s\))? '(?<action>[^']+)' on the linked scope(?:\(s\))? '(?<scope>[^']+)'/i,
  },
  { kind: "linked-permission", codes: /^LinkedAuthorizationFailed$/i },
  {
    kind: "permission",
    text: /object id '(?<objectId>[^']*)'.*? does not have authorization to perform action '(?<action>[^']+)' over scope '(?<scope>[^']+)'/is,
  },
  {
    kind: "permission",
    codes: /^(AuthorizationFailed|AuthorizationPermissionMismatch|Forbidden)$/i,
  },
  { kind: "not-registered", text: /not registered to use namespace '(?<namespace>[^']+)'/i },
  { kind: "not-registered", codes: /^MissingSubscriptionRegistration$/i },
  {
    kind: "quota",
    text: /Insufficient vcpu quota requested (?<required>\d+), remaining (?<left>\d+) for family (?<family>\w+) for region (?<location>\w+)/i,
  },
  {
    kind: "quota",
    text: /quota left for location (?<location>\w+)\. left regional vcpu quota (?<left>\d+), requested quota (?<required>\d+)/i,
  },
  {
    kind: "quota",
    text: /exceeding approved (?<family>[\w ]+?) quota.*?Location: (?<location>\w+), Current Limit: (?<limit>\d+), Current Usage: (?<usage>\d+), Additional Required: (?<required>\d+)/is,
  },
  { kind: "quota", codes: /Quota/i },
  {
    kind: "capacity",
    codes:
      /^(AKSCapacityError|AllocationFailed|ZonalAllocationFailed|OverconstrainedAllocationRequest|OverconstrainedZonalAllocationRequest|SkuNotAvailable)$/i,
  },
  {
    kind: "size-not-allowed",
    text: /VM size of (?<size>\S+) is (?:only allowed\s+in zones \[(?<zones>[^\]]*)\]|not allowed) in your subscription in location '(?<location>[^']+)'/i,
  },
  { kind: "lock", text: /scope\(s\) are locked: '(?<scope>[^']+)'/i },
  { kind: "lock", codes: /^ScopeLocked$/i },
  {
    kind: "policy",
    text: /disallowed by policy.*?"policyAssignment":\{"name":"(?<policy>[^"]+)"/is,
  },
  { kind: "policy", codes: /^RequestDisallowedByPolicy$/i },
  {
    kind: "throttled",
    codes:
      /^(TooManyRequests|RateLimiting|SubscriptionRequestsThrottled|OperationNotAllowedThrottled)$/i,
  },
  { kind: "local-accounts", text: /static credential isn't allowed/i },
  { kind: "new-pool", text: /new agent pool was introduced/i },
  { kind: "version-not-supported", codes: /^K8sVersionNotSupported$/i },
  {
    kind: "not-found",
    codes:
      /^(ResourceNotFound|NotFound|ResourceGroupNotFound|SubscriptionNotFound|ParentResourceNotFound)$/i,
  },
];
