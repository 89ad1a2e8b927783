/** Differences of one kind between the recorded service and the stand-in. */
export interface KnownDifferences {
  readonly reason: string;
  /** Names as {@link nameOf} gives them, with the recordings in which they show, parted by spaces. */
  readonly differences: Readonly<Record<string, string>>;
}

/** Every difference that there is, and why: replay.test.ts fails for one that is new and for one that is gone. */
export const knownReplayDifferences: readonly KnownDifferences[] = [
  {
    reason:
      "The stand-in answers as the service of 2026; older answers count requests in other headers, and some recordings end inside the headers.",
    differences: {
      "adds header x-ms-operation-identifier":
        "create2023 maintenance maintenanceWindow manualToAuto poolAdd poolAutoscaler poolScale previewAuto previewManual stop",
      "adds header x-ms-ratelimit-remaining-subscription-global-deletes":
        "create2023 maintenance maintenanceWindow manualToAuto poolAutoscaler poolScale previewAuto",
      "adds header x-ms-ratelimit-remaining-subscription-global-reads":
        "abort create2023 maintenance maintenanceWindow poolAutoscaler poolScale runCommand servicePrincipal stop",
      "adds header x-ms-ratelimit-remaining-subscription-global-writes":
        "create2023 maintenance maintenanceWindow poolAutoscaler poolScale previewManual runCommand servicePrincipal stop",
      "lacks header x-ms-ratelimit-remaining-subscription-deletes":
        "create2023 createAuto maintenance maintenanceWindow poolAutoscaler poolScale",
      "lacks header x-ms-ratelimit-remaining-subscription-writes":
        "abort create2023 createAuto maintenance maintenanceWindow manualToAuto poolAutoscaler poolScale previewManual runCommand servicePrincipal stop",
    },
  },
  {
    reason: "Members that the service of 2026 shows and older ones did not.",
    differences: {
      "adds kind":
        "abort create2023 createAuto manualToAuto poolAutoscaler previewManual runCommand servicePrincipal stop",
      "adds properties.agentPoolProfiles[].currentOrchestratorVersion": "servicePrincipal",
      "adds properties.agentPoolProfiles[].nodeLabels": "create2023 previewManual",
      "adds properties.agentPoolProfiles[].scaleDownMode":
        "create2023 poolAutoscaler previewManual runCommand servicePrincipal stop",
      "adds properties.agentPoolProfiles[].securityProfile":
        "create2023 poolAutoscaler runCommand servicePrincipal stop",
      "adds properties.agentPoolProfiles[].securityProfile.enableSecureBoot": "previewManual",
      "adds properties.agentPoolProfiles[].securityProfile.enableVTPM": "previewManual",
      "adds properties.agentPoolProfiles[].securityProfile.sshAccess":
        "abort createAuto manualToAuto",
      "adds properties.agentPoolProfiles[].upgradeSettings": "servicePrincipal",
      "adds properties.agentPoolProfiles[].upgradeSettings.maxSurge":
        "create2023 poolAutoscaler previewManual runCommand stop",
      "adds properties.agentPoolProfiles[].upgradeSettings.maxUnavailable":
        "abort create2023 poolAutoscaler previewManual runCommand stop",
      "adds properties.autoUpgradeProfile": "create2023 poolAutoscaler runCommand servicePrincipal",
      "adds properties.bootstrapProfile":
        "create2023 poolAutoscaler previewManual runCommand servicePrincipal stop",
      "adds properties.hostedSystemProfile":
        "abort create2023 createAuto manualToAuto poolAutoscaler previewAuto previewManual runCommand servicePrincipal stop",
      "adds properties.metricsProfile":
        "create2023 poolAutoscaler runCommand servicePrincipal stop",
      "adds properties.networkProfile.loadBalancerProfile.backendPoolType":
        "create2023 poolAutoscaler runCommand servicePrincipal stop",
      "adds properties.networkProfile.networkDataplane":
        "create2023 poolAutoscaler previewManual runCommand servicePrincipal stop",
      "adds properties.networkProfile.networkPolicy":
        "create2023 poolAutoscaler runCommand servicePrincipal stop",
      "adds properties.nodeProvisioningProfile":
        "abort create2023 poolAutoscaler runCommand servicePrincipal stop",
      "adds properties.oidcIssuerProfile": "runCommand servicePrincipal",
      "adds properties.resourceUID": "create2023 poolAutoscaler runCommand servicePrincipal",
      "adds properties.scaleDownMode": "poolAutoscaler poolScale",
      "adds properties.securityProfile": "poolAutoscaler poolScale",
      "adds properties.securityProfile.sshAccess": "poolAdd",
      "adds properties.storageProfile": "runCommand servicePrincipal",
      "adds properties.supportPlan": "runCommand servicePrincipal",
      "adds properties.upgradeSettings.maxSurge": "poolAdd poolAutoscaler poolScale",
      "adds properties.upgradeSettings.maxUnavailable": "poolAdd poolAutoscaler poolScale",
      "adds properties.workloadAutoScalerProfile": "runCommand servicePrincipal",
    },
  },
  {
    reason: "A member of preview api-versions, which the stand-in does not play.",
    differences: {
      "lacks properties.agentPoolProfiles[].enableCustomCATrust": "previewAuto",
      "lacks properties.agentPoolProfiles[].networkProfile": "previewAuto",
      "lacks properties.agentPoolProfiles[].workloadRuntime": "previewAuto",
      "lacks properties.controlPlanePluginProfiles": "previewAuto",
      "lacks properties.networkProfile.kubeProxyConfig": "previewAuto",
      "lacks properties.networkProfile.podLinkLocalAccess": "previewAuto",
      "lacks properties.storageProfile.diskCSIDriver.version": "previewAuto previewManual",
    },
  },
  {
    reason: "A member of 2022 that is gone since.",
    differences: {
      "lacks properties.networkProfile.dockerBridgeCidr": "runCommand servicePrincipal",
    },
  },
  {
    reason: "The service of 2023 and before spelled it so in GET alone.",
    differences: {
      "properties.networkProfile.loadBalancerSku: standard instead of Standard":
        "create2023 poolAutoscaler runCommand servicePrincipal stop",
    },
  },
  {
    reason: "The answer to an abort of 2025 showed add-ons of AKS's own.",
    differences: {
      "lacks properties.addonProfiles": "abort",
    },
  },
  {
    reason: "Absent in the request: Auto in 2025, not shown in 2026.",
    differences: {
      "lacks properties.nodeProvisioningProfile.defaultNodePools": "manualToAuto",
    },
  },
  {
    reason:
      "The service takes a size with a temporary disk of that size where the request names none; the stand-in always takes the same size.",
    differences: {
      "properties.agentPoolProfiles[].osDiskSizeGB: 128 instead of 150": "createAuto previewAuto",
      "properties.agentPoolProfiles[].osDiskSizeGB: 128 instead of 200": "manualToAuto",
    },
  },
  {
    reason: "The recorder masked the time.",
    differences: {
      "GET operations 200: startTime: 9-9-9T9:9:9.9Z instead of 9-9-9T9:9:9Z": "cluster2026",
    },
  },
  {
    reason: "Nothing of the project uses identity bindings.",
    differences: {
      "GET operations 200: never begun": "cluster2026",
      "PUT identityBindings 201: status 404 instead of 201": "cluster2026",
    },
  },
];
