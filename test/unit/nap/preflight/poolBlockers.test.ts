import { Unresolved } from "../../../../src/nap/model.ts";
import { body, describeCheck, model, open, pool, pools, template } from "./judged.ts";

const sideBySide = "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP";

describe("what blocks node auto-provisioning in node pools", () => {
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
});
