import assert from "node:assert/strict";
import { defaultChoices } from "../../../../src/nap/create/choices.ts";
import type { ClusterChoices } from "../../../../src/nap/create/choices.ts";
import { createCommands } from "../../../../src/nap/create/createCommand.ts";
import { createTemplateText } from "../../../../src/nap/create/createTemplate.ts";
import { dnsPrefix, newClusterModel } from "../../../../src/nap/create/newCluster.ts";
import * as validation from "../../../../src/nap/create/validation.ts";

const choices: ClusterChoices = {
  ...defaultChoices,
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  resourceGroup: "shop",
  name: "shop",
  location: "westeurope",
};
const subnetId =
  "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes";
const identityId =
  "/subscriptions/s/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop";

describe("a new cluster", () => {
  it("is asked for with node auto-provisioning on the recommended network", () => {
    assert.deepEqual(newClusterModel(choices), {
      location: "westeurope",
      sku: { name: "Base", tier: "Standard" },
      identity: { type: "SystemAssigned" },
      properties: {
        dnsPrefix: "shop",
        agentPoolProfiles: [
          {
            name: "system",
            mode: "System",
            osType: "Linux",
            type: "VirtualMachineScaleSets",
            vmSize: "Standard_D4s_v5",
            count: 3,
          },
        ],
        networkProfile: {
          networkPlugin: "azure",
          networkPluginMode: "overlay",
          networkDataplane: "cilium",
          networkPolicy: "cilium",
          loadBalancerSku: "standard",
          ipFamilies: ["IPv4"],
        },
        nodeProvisioningProfile: { mode: "Auto", defaultNodePools: "Auto" },
      },
    });
  });

  it("leaves network and mode to AKS Automatic", () => {
    const { sku, properties } = newClusterModel({ ...choices, kind: "automatic" });
    assert.deepEqual(sku, { name: "Automatic", tier: "Standard" });
    assert.deepEqual(Object.keys(properties as object), ["dnsPrefix", "agentPoolProfiles"]);
    const command = createCommands({ ...choices, kind: "automatic" });
    assert.match(command, /--sku automatic/);
    assert.doesNotMatch(command, /--node-provisioning|--network|--tier/);
  });

  it("uses a subnet, an identity, zones, a version and a key where they are given", () => {
    const all: ClusterChoices = {
      ...choices,
      subnetId,
      identity: { type: "UserAssigned", id: identityId },
      systemPool: { ...choices.systemPool, zones: ["1", "2"] },
      kubernetesVersion: "1.34",
      sshPublicKey: "ssh-ed25519 AAAA me@home\n",
      network: "node-subnet",
      defaultNodePools: "None",
      isNewResourceGroup: true,
    };
    assert.deepEqual(newClusterModel(all), {
      location: "westeurope",
      sku: { name: "Base", tier: "Standard" },
      identity: { type: "UserAssigned", userAssignedIdentities: { [identityId]: {} } },
      properties: {
        dnsPrefix: "shop",
        kubernetesVersion: "1.34",
        agentPoolProfiles: [
          {
            name: "system",
            mode: "System",
            osType: "Linux",
            type: "VirtualMachineScaleSets",
            vmSize: "Standard_D4s_v5",
            count: 3,
            availabilityZones: ["1", "2"],
            vnetSubnetID: subnetId,
          },
        ],
        networkProfile: {
          networkPlugin: "azure",
          networkDataplane: "azure",
          loadBalancerSku: "standard",
          ipFamilies: ["IPv4"],
        },
        nodeProvisioningProfile: { mode: "Auto", defaultNodePools: "None" },
        linuxProfile: {
          adminUsername: "azureuser",
          ssh: { publicKeys: [{ keyData: "ssh-ed25519 AAAA me@home" }] },
        },
      },
    });
    const words = createCommands(all).replaceAll(" \\\n ", "");
    assert.equal(
      words,
      [
        "az group create --name shop --location westeurope",
        ` --subscription ${choices.subscriptionId}\n`,
        "az aks create --resource-group shop --name shop --location westeurope --tier standard",
        " --kubernetes-version 1.34 --nodepool-name system --node-vm-size Standard_D4s_v5",
        " --node-count 3 --zones 1 2 --network-plugin azure --node-provisioning-mode Auto",
        ` --node-provisioning-default-pools None --vnet-subnet-id ${subnetId}`,
        ` --assign-identity ${identityId} --ssh-key-value 'ssh-ed25519 AAAA me@home'`,
        ` --subscription ${choices.subscriptionId}\n`,
      ].join(""),
    );
  });

  it("is a template that names its parameters", () => {
    const template = JSON.parse(createTemplateText(choices)) as {
      parameters: unknown;
      resources: readonly Record<string, unknown>[];
    };
    assert.deepEqual(template.parameters, {
      clusterName: { type: "string", defaultValue: "shop" },
      location: { type: "string", defaultValue: "westeurope" },
    });
    const [resource] = template.resources;
    assert.ok(resource);
    assert.equal(resource.location, "[parameters('location')]");
    assert.deepEqual(resource.properties, newClusterModel(choices).properties);
  });

  it("has a DNS prefix that Azure takes, whatever its name", () => {
    assert.deepEqual(["shop_1", "_", "a".repeat(60), "-x-"].map(dnsPrefix), [
      "shop-1",
      "aks",
      "a".repeat(50),
      "x",
    ]);
  });
});

describe("the answers for a new cluster", () => {
  const cases: readonly [(value: string) => string | undefined, string[], string[]][] = [
    [validation.clusterNameProblem, ["a", "A-1_b"], ["", "-a", "a-", "a b", "a".repeat(64)]],
    [validation.resourceGroupProblem, ["a", "ä(1)_.-x"], ["", "a.", "a/b", "a".repeat(91)]],
    [validation.poolNameProblem, ["a", "system123456"], ["", "1a", "A", "system1234567"]],
    [validation.subnetIdProblem, ["", subnetId], ["/subscriptions/s", "nodes"]],
    [
      validation.sshKeyProblem,
      ["", "ssh-ed25519 AAAA", "ssh-rsa AAAA= me"],
      ["AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----", "ssh-rsa A\nssh-rsa B"],
    ],
  ];
  for (const [check, right, wrong] of cases)
    it(`are taken or refused: ${check.name}`, () => {
      assert.deepEqual(
        right.map(check),
        right.map(() => undefined),
      );
      for (const value of wrong) assert.ok(check(value), `${value} was taken`);
    });

  it("are judged together", () => {
    assert.deepEqual(validation.choicesProblems(choices), {});
    const bad = { ...choices, name: "", systemPool: { ...choices.systemPool, count: 0 } };
    assert.deepEqual(Object.keys(validation.choicesProblems(bad)), ["name", "systemPool.count"]);
  });
});
