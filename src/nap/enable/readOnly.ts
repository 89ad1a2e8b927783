/**
 * What a GET of a managed cluster shows and a PUT cannot set, by path; `*` stands for every item or member.
 * Source: the members that @azure/arm-containerservice 25.5.0 (api-version 2026-06-01) marks readonly, and what the
 * Azure CLI leaves out of its recorded PUT of July 2025. Of pools also nodeImageVersion, which can be set: sending
 * it again asks for a rollback to that image.
 */
export const readOnlyMembers: readonly (readonly string[])[] = [
  ["id"],
  ["name"],
  ["type"],
  ["eTag"],
  ["systemData"],
  ["identity", "principalId"],
  ["identity", "tenantId"],
  ["identity", "userAssignedIdentities", "*", "principalId"],
  ["identity", "userAssignedIdentities", "*", "clientId"],
  ...[
    ["provisioningState"],
    ["powerState"],
    ["maxAgentPools"],
    ["currentKubernetesVersion"],
    ["fqdn"],
    ["privateFQDN"],
    ["azurePortalFQDN"],
    ["resourceUID"],
    ["status"],
    ["addonProfiles", "*", "identity"],
    ["podIdentityProfile", "userAssignedIdentities", "*", "provisioningState"],
    ["podIdentityProfile", "userAssignedIdentities", "*", "provisioningInfo"],
    ["oidcIssuerProfile", "issuerURL"],
    ["networkProfile", "loadBalancerProfile", "effectiveOutboundIPs"],
    ["networkProfile", "natGatewayProfile", "effectiveOutboundIPs"],
    ["ingressProfile", "webAppRouting", "identity"],
    ["agentPoolProfiles", "*", "eTag"],
    ["agentPoolProfiles", "*", "provisioningState"],
    ["agentPoolProfiles", "*", "currentOrchestratorVersion"],
    ["agentPoolProfiles", "*", "nodeImageVersion"],
    ["agentPoolProfiles", "*", "status"],
  ].map((path) => ["properties", ...path]),
];

/** The same of a pool as `agentPools` answers it. */
export const readOnlyPoolMembers: readonly (readonly string[])[] = [
  ["id"],
  ["name"],
  ["type"],
  ["systemData"],
  ...["eTag", "provisioningState", "currentOrchestratorVersion", "nodeImageVersion", "status"].map(
    (name) => ["properties", name],
  ),
];
