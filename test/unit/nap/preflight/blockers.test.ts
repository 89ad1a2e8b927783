import { Unresolved } from "../../../../src/nap/model.ts";
import { body, describeCheck, model, network, open, pool, pools, template } from "./judged.ts";

const sideBySide = "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP";
const otherOpen = new Unresolved("[parameters('secret')]");
const guid = "7b1c2d3e-0000-4000-8000-000000000000";

describe("what blocks node auto-provisioning", () => {
  describeCheck("windows-pools", [
    [
      "a Windows pool",
      model(pools(pool(), pool({ name: "win1", osType: "Windows" }))),
      "blocks",
      "pool win1 with Windows",
    ],
    [
      "a Windows pool that there may be",
      template(pools(pool(), new Unresolved("[condition]", pool({ osType: "Windows" })))),
      "unknown",
      "The operating system of some pools cannot be told before a deployment: [condition]",
    ],
    [
      "a Linux pool that there may be",
      template(pools(pool(), new Unresolved("[condition]", pool()))),
      "fine",
      "no Windows pool",
    ],
    [
      "another case of names and values",
      model({
        AgentPoolProfiles: [pool(), { Name: "win1", OsType: "windows" }],
        agentPoolProfiles: null,
      }),
      "blocks",
      "pool win1 with Windows",
    ],
    [
      "an osSKU of Windows without osType",
      template(pools({ name: "w", osSku: "Windows2022" })),
      "blocks",
      "pool w with Windows",
    ],
    ["Linux pools", model(), "fine", "no Windows pool"],
    [
      "a pool whose system only a deployment tells",
      template(pools(pool({ osType: open }))),
      "unknown",
      "The operating system of some pools cannot be told before a deployment: np1: [parameters('x')]",
    ],
    [
      "an open list of pools",
      template({ agentPoolProfiles: open }),
      "unknown",
      "The operating system of some pools cannot be told before a deployment: [parameters('x')]",
    ],
    [
      "a Windows pool beside an open one",
      template(pools({ name: "w", osType: "Windows" }, open)),
      "blocks",
      "pool w with Windows",
    ],
    ["a template without pools", template(), "fine", "no Windows pool"],
    [
      "a model without pools",
      model({ agentPoolProfiles: null }),
      "unknown",
      "the document does not show the agent pools",
    ],
    [
      "a model whose system pool AKS hosts",
      model({ agentPoolProfiles: null, hostedSystemProfile: { enabled: true } }),
      "fine",
      "no Windows pool",
    ],
  ]);

  describeCheck("cluster-autoscaler", [
    [
      "an autoscaled pool",
      model(pools(pool({ enableAutoScaling: true }))),
      "blocks",
      "pool np1 with the cluster autoscaler",
    ],
    [
      "the feature registered",
      model(pools(pool({ enableAutoScaling: true }))),
      "warns",
      "pool np1 with the cluster autoscaler; the feature AllowClusterAutoscalerAndNAP is registered",
      { features: { [sideBySide]: "Registered" } },
    ],
    [
      "the feature not registered",
      model(pools(pool({ enableAutoScaling: true }))),
      "blocks",
      "pool np1 with the cluster autoscaler; the feature AllowClusterAutoscalerAndNAP is NotRegistered",
      { features: { [sideBySide]: "NotRegistered" } },
    ],
    [
      "NAP on already beside it",
      model({
        ...pools(pool({ enableAutoScaling: true })),
        nodeProvisioningProfile: { mode: "Auto" },
      }),
      "warns",
      "pool np1 with the cluster autoscaler, and NAP is on already",
    ],
    [
      "a template that asks for both",
      template({
        ...pools(pool({ enableAutoScaling: true })),
        nodeProvisioningProfile: { mode: "Auto" },
      }),
      "blocks",
      "pool np1 with the cluster autoscaler",
    ],
    [
      "a pool of machines with an autoscaler",
      template(pools(pool({ virtualMachinesProfile: { scale: { autoscale: [{ size: "x" }] } } }))),
      "blocks",
      "pool np1 with the cluster autoscaler",
    ],
    [
      "limits without the switch",
      template(pools(pool({ minCount: 1, maxCount: 3 }))),
      "fine",
      "no pool with the cluster autoscaler",
    ],
    [
      "off",
      model(pools(pool({ enableAutoScaling: false }))),
      "fine",
      "no pool with the cluster autoscaler",
    ],
    [
      "a switch that only a deployment tells",
      template(pools(pool({ enableAutoScaling: open }))),
      "unknown",
      "Whether some pools have the cluster autoscaler cannot be told before a deployment: np1: [parameters('x')]",
    ],
  ]);

  describeCheck("system-pool", [
    ["a system pool", model(), "fine", "system pool np1"],
    [
      "user pools only",
      model(pools(pool({ mode: "User" }))),
      "blocks",
      "pool np1, none of mode System",
    ],
    [
      "a pool without mode in a template",
      template(pools({ name: "a" })),
      "blocks",
      "pool a, none of mode System (a pool without mode is a user pool)",
    ],
    [
      "a pool without type in an Automatic cluster of an open api-version",
      template(pools({ name: "a", mode: "System" }), {
        apiVersion: "[parameters('apiVersion')]",
        top: { sku: { name: "Automatic" } },
      }),
      "fine",
      "system pool a",
    ],
    [
      "a pool without mode in a template older than modes",
      template(pools({ name: "a", type: "VirtualMachineScaleSets" }), { apiVersion: "2019-06-01" }),
      "fine",
      "system pool a",
    ],
    [
      "a pool without mode when modes were new",
      template(pools({ name: "a" }), { apiVersion: "2020-03-01" }),
      "unknown",
      "the mode of pool a is not known, and no other is a system pool",
    ],
    [
      "pools without mode when modes were new",
      template(pools({ name: "a" }, { name: "b" }), { apiVersion: "2020-03-01" }),
      "blocks",
      "pools a, b, none of mode System (a pool without mode is a user pool)",
    ],
    [
      "a pool without mode and an open api-version",
      template(pools({ name: "a" }), { apiVersion: "[variables('v')]" }),
      "unknown",
      "the mode of pool a is not known, and no other is a system pool",
    ],
    [
      "several such pools",
      template(pools({ name: "a" }, { name: "b" }), { apiVersion: "2019-06-01" }),
      "unknown",
      "the mode of pools a, b is not known, and no other is a system pool",
    ],
    [
      "an old pool, by default an availability set",
      template(pools({ name: "a" }), { apiVersion: "2019-06-01" }),
      "unknown",
      "the only system pools are a (no type, so the default)",
    ],
    [
      "a pool without mode in a request, whose api-version stands elsewhere",
      body(pools(pool({ mode: null }))),
      "unknown",
      "the mode of pool np1 is not known, and no other is a system pool",
    ],
    [
      "a pool without mode in an old model",
      model(pools(pool({ mode: null }))),
      "unknown",
      "the mode of pool np1 is not known, and no other is a system pool",
    ],
    [
      "a pool that AKS manages",
      model(pools(pool({ mode: "ManagedSystem", type: "VirtualMachines" }))),
      "fine",
      "a pool of mode ManagedSystem",
    ],
    [
      "a hosted system pool",
      model({ agentPoolProfiles: null, hostedSystemProfile: { enabled: true } }),
      "fine",
      "hostedSystemProfile.enabled: AKS hosts the system pool",
    ],
    [
      "Automatic without pools",
      template({}, { top: { sku: { name: "Automatic" } } }),
      "fine",
      "AKS Automatic brings its system pool",
    ],
    [
      "an availability set alone",
      model(pools(pool({ type: "AvailabilitySet" }))),
      "unknown",
      "the only system pools are np1 (AvailabilitySet)",
    ],
    [
      "virtual machines alone",
      model(pools(pool({ type: "VirtualMachines" }))),
      "unknown",
      "the only system pools are np1 (VirtualMachines)",
    ],
    [
      "a stopped system pool alone",
      model(pools(pool({ powerState: { code: "Stopped" } }))),
      "blocks",
      "system pool np1 stopped, and there is no other",
    ],
    [
      "a stopped system pool of a stopped cluster",
      model({
        ...pools(pool({ powerState: { code: "Stopped" } })),
        powerState: { code: "Stopped" },
      }),
      "fine",
      "system pool np1",
    ],
    [
      "a mode that only a deployment tells",
      template(pools(pool({ mode: open }))),
      "unknown",
      "the mode of pool np1 is not known, and no other is a system pool",
    ],
    [
      "an open list of pools",
      template({ agentPoolProfiles: open }),
      "unknown",
      "the pools are not known: [parameters('x')]",
    ],
    [
      "a template without pools",
      template(),
      "unknown",
      "the text has no agent pools: it changes a cluster that has some, or Azure refuses it",
    ],
    [
      "a model without pools",
      model({ agentPoolProfiles: null }),
      "unknown",
      "the document does not show the agent pools",
    ],
  ]);

  describeCheck("service-principal", [
    [
      "no identity and a client",
      model({ servicePrincipalProfile: { clientId: guid } }, { identity: null }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "identity None and a client",
      model({ servicePrincipalProfile: { ClientId: guid } }, { identity: { type: "None" } }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "a template without identity",
      template({ servicePrincipalProfile: { clientId: guid, secret: open } }),
      "blocks",
      `no managed identity, and servicePrincipalProfile.clientId ${guid}`,
    ],
    ["msi", model(), "fine", "servicePrincipalProfile.clientId msi"],
    [
      "msi without identity",
      model({ servicePrincipalProfile: { clientId: "MSI" } }, { identity: null }),
      "fine",
      "servicePrincipalProfile.clientId msi",
    ],
    [
      "a guid beside an identity",
      model({ servicePrincipalProfile: { clientId: guid } }),
      "unknown",
      `identity SystemAssigned beside servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "an identity without type beside a guid",
      model(
        { servicePrincipalProfile: { clientId: guid } },
        { identity: { userAssignedIdentities: { a: {} } } },
      ),
      "unknown",
      `identity managed beside servicePrincipalProfile.clientId ${guid}`,
    ],
    [
      "an open client without identity",
      template({ servicePrincipalProfile: { clientId: open } }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')]",
    ],
    [
      "an open client with a secret",
      template({ servicePrincipalProfile: { clientId: open, secret: otherOpen } }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')], with a secret",
    ],
    [
      "an open profile",
      template({ servicePrincipalProfile: open }),
      "unknown",
      "no managed identity, and servicePrincipalProfile.clientId is [parameters('x')]",
    ],
    [
      "an empty client",
      template({ servicePrincipalProfile: { clientId: "", secret: open } }),
      "unknown",
      "no managed identity, and a servicePrincipalProfile without clientId",
    ],
    [
      "an open identity",
      template({ servicePrincipalProfile: { clientId: guid } }, { top: { identity: open } }),
      "unknown",
      "identity is [parameters('x')], which only a deployment resolves",
    ],
    [
      "an identity alone",
      template({}, { top: { identity: { type: "UserAssigned" } } }),
      "fine",
      "identity UserAssigned",
    ],
    ["a template with neither", template(), "fine", "no servicePrincipalProfile"],
    [
      "a model with neither",
      model({ servicePrincipalProfile: null }, { identity: null }),
      "unknown",
      "the document shows neither identity nor servicePrincipalProfile",
    ],
  ]);

  describeCheck("public-network-access", [
    [
      "Disabled",
      model({ publicNetworkAccess: "disabled" }),
      "likely-blocks",
      "publicNetworkAccess disabled",
    ],
    [
      "a perimeter",
      model({ publicNetworkAccess: "SecuredByPerimeter" }),
      "likely-blocks",
      "publicNetworkAccess SecuredByPerimeter",
    ],
    ["Enabled", model({ publicNetworkAccess: "Enabled" }), "fine", "publicNetworkAccess Enabled"],
    ["nothing", model(), "fine", "no publicNetworkAccess: the default is Enabled"],
    [
      "a private cluster",
      model({ apiServerAccessProfile: { enablePrivateCluster: true } }),
      "fine",
      "no publicNetworkAccess: the default is Enabled",
    ],
    [
      "an expression",
      template({ publicNetworkAccess: open }),
      "unknown",
      "publicNetworkAccess is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("rbac-disabled", [
    ["off", model({ enableRBAC: false }), "blocks", "enableRBAC false"],
    [
      "off, as SDKs and az spell it",
      model({ enableRBAC: null, enableRbac: false }),
      "blocks",
      "enableRBAC false",
    ],
    ["on", model(), "fine", "enableRBAC true"],
    ["nothing in a template", template(), "fine", "no enableRBAC: it is on by default"],
    [
      "nothing in an old template",
      template({}, { apiVersion: "2019-06-01" }),
      "unknown",
      "no enableRBAC, and api-version 2019-06-01: before 2020-04-01 it was off by default",
    ],
    [
      "nothing in a model",
      model({ enableRBAC: null }),
      "unknown",
      "the document shows no enableRBAC",
    ],
    [
      "an expression",
      template({ enableRBAC: open }),
      "unknown",
      "enableRBAC is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("stopped", [
    [
      "a stopped cluster",
      model({ powerState: { code: "Stopped" } }),
      "blocks",
      "powerState Stopped",
    ],
    ["a running cluster", model(), "fine", "powerState Running"],
    ["the code alone", model({ powerState: "Stopped" }), "blocks", "powerState Stopped"],
    [
      "a model without power state",
      model({ powerState: null }),
      "unknown",
      "the document does not show whether the cluster runs",
    ],
    ["a template", template(), "fine", "a template makes a new cluster"],
    [
      "the body of a request",
      body({}),
      "unknown",
      "the body of a request does not tell whether the cluster runs",
    ],
  ]);

  describeCheck("provisioning-state", [
    ["Succeeded", model(), "fine", "provisioningState Succeeded"],
    ["Updating", model({ provisioningState: "Updating" }), "blocks", "provisioningState Updating"],
    [
      "a state nobody knows",
      model({ provisioningState: "ReconcilingAddons" }),
      "blocks",
      "provisioningState ReconcilingAddons",
    ],
    ["Failed", model({ provisioningState: "Failed" }), "warns", "provisioningState Failed"],
    ["Canceled", model({ provisioningState: "Canceled" }), "warns", "provisioningState Canceled"],
    [
      "a busy pool",
      model(pools(pool({ provisioningState: "Scaling" }))),
      "blocks",
      "pool np1 is in provisioningState Scaling",
    ],
    [
      "a failed pool",
      model(pools(pool({ provisioningState: "Failed" }))),
      "warns",
      "pool np1 in provisioningState Failed",
    ],
    [
      "nothing",
      model({ provisioningState: null }),
      "unknown",
      "the document does not show whether an operation runs",
    ],
    ["a template", template(), "fine", "a template makes a new cluster"],
  ]);

  describeCheck("ipv6", [
    [
      "dual stack",
      model({ networkProfile: network({ ipFamilies: ["IPv4", "IPv6"] }) }),
      "blocks",
      "ipFamilies IPv4, IPv6",
    ],
    [
      "IPv6 beside an expression",
      template({ networkProfile: { ipFamilies: ["ipv6", open] } }),
      "blocks",
      "ipFamilies ipv6",
    ],
    ["IPv4", model(), "fine", "ipFamilies IPv4"],
    [
      "nothing in a template",
      template({ networkProfile: {} }),
      "fine",
      "no ipFamilies: a new cluster gets IPv4",
    ],
    [
      "nothing in an old cluster",
      model({ networkProfile: network({ ipFamilies: null }) }),
      "warns",
      "no ipFamilies, as in old clusters: IPv4",
    ],
    [
      "an empty list",
      model({ networkProfile: network({ ipFamilies: [] }) }),
      "warns",
      "no ipFamilies, as in old clusters: IPv4",
    ],
    [
      "ranges of IPv6 alone",
      model({
        networkProfile: network({ ipFamilies: null, podCidrs: ["10.244.0.0/16", "fd00::/64"] }),
      }),
      "likely-blocks",
      "IPv6 range fd00::/64",
    ],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { ipFamilies: open } }),
      "unknown",
      "ipFamilies is [parameters('x')], which only a deployment resolves",
    ],
    [
      "an unheard-of family",
      template({ networkProfile: { ipFamilies: ["IPv5"] } }),
      "unknown",
      "ipFamilies IPv5",
    ],
  ]);

  describeCheck("kubenet", [
    [
      "kubenet",
      model({ networkProfile: network({ networkPlugin: "Kubenet" }) }),
      "blocks",
      "networkPlugin Kubenet",
    ],
    ["azure", model(), "fine", "networkPlugin azure"],
    [
      "nothing, with Kubernetes 1.29",
      template({ kubernetesVersion: "1.29.4" }),
      "blocks",
      "no networkPlugin: with Kubernetes 1.29.4 the default is kubenet",
    ],
    [
      "nothing, with Kubernetes 1.30",
      template({ kubernetesVersion: "1.30" }),
      "fine",
      "no networkPlugin: with Kubernetes 1.30 the default is Azure CNI Overlay",
    ],
    [
      "nothing, without version",
      template(),
      "fine",
      "no networkPlugin and no Kubernetes version: today's default is Azure CNI Overlay",
    ],
    [
      "nothing, with an open version",
      template({ kubernetesVersion: open }),
      "unknown",
      "no networkPlugin, and the default depends on [parameters('x')]",
    ],
    [
      "nothing, with an odd version",
      template({ kubernetesVersion: "latest" }),
      "unknown",
      "no networkPlugin, and kubernetesVersion latest",
    ],
    [
      "overlay alone",
      template({ kubernetesVersion: "1.29", networkProfile: { networkPluginMode: "overlay" } }),
      "fine",
      "no networkPlugin, but networkPluginMode overlay",
    ],
    [
      "Automatic",
      template({ kubernetesVersion: "1.29" }, { top: { sku: { name: "Automatic" } } }),
      "fine",
      "AKS Automatic uses Azure CNI",
    ],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkPlugin",
    ],
    [
      "an expression",
      template({ networkProfile: { networkPlugin: open } }),
      "unknown",
      "networkPlugin [parameters('x')]",
    ],
  ]);

  describeCheck("calico", [
    [
      "Calico",
      model({ networkProfile: network({ networkPolicy: "Calico" }) }),
      "blocks",
      "networkPolicy calico",
    ],
    ["Cilium", model(), "fine", "networkPolicy cilium"],
    [
      "none",
      model({ networkProfile: network({ networkPolicy: null }) }),
      "fine",
      "no network policy",
    ],
    ["nothing in a template", template(), "fine", "no network policy"],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { networkPolicy: open } }),
      "unknown",
      "networkProfile.networkPolicy is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("basic-load-balancer", [
    [
      "Basic",
      model({ networkProfile: network({ loadBalancerSku: "Basic" }) }),
      "blocks",
      "loadBalancerSku Basic",
    ],
    [
      "Standard",
      template({ networkProfile: { loadBalancerSku: "Standard" } }),
      "fine",
      "loadBalancerSku Standard",
    ],
    ["nothing in a template", template(), "fine", "no loadBalancerSku: the default is standard"],
    [
      "nothing in an Automatic cluster of an open api-version",
      template(
        {},
        { apiVersion: "[parameters('apiVersion')]", top: { sku: { name: "Automatic" } } },
      ),
      "fine",
      "AKS Automatic uses the Standard load balancer",
    ],
    [
      "nothing in an old template",
      template({}, { apiVersion: "2018-03-31" }),
      "unknown",
      "no loadBalancerSku, and api-version 2018-03-31: the default was basic before 2020-04-01",
    ],
    [
      "nothing in a model",
      model({ networkProfile: {} }),
      "unknown",
      "the document shows no loadBalancerSku",
    ],
    [
      "an expression",
      template({ networkProfile: { loadBalancerSku: open } }),
      "unknown",
      "networkProfile.loadBalancerSku is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("dynamic-pod-ips", [
    [
      "a pod subnet",
      model(pools(pool({ podSubnetID: "/s/pods" }))),
      "blocks",
      "pool np1 with podSubnetID and dynamic allocation",
    ],
    [
      "as az spells it",
      model(pools(pool({ podSubnetId: "/s/pods", podIpAllocationMode: "DynamicIndividual" }))),
      "blocks",
      "pool np1 with podSubnetID and dynamic allocation",
    ],
    [
      "static blocks",
      model(pools(pool({ podSubnetID: "/s/pods", podIPAllocationMode: "StaticBlock" }))),
      "fine",
      "no pool with a pod subnet and dynamic allocation",
    ],
    ["none", model(), "fine", "no pool with a pod subnet and dynamic allocation"],
    [
      "an expression",
      template(pools(pool({ podSubnetID: open }))),
      "unknown",
      "The pod subnet of some pools cannot be told before a deployment: np1: [parameters('x')]",
    ],
  ]);
});
