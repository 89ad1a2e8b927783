import assert from "node:assert/strict";
import fc from "fast-check";
import { bicepText } from "../../../../src/nap/export/bicep.ts";
import { copyAs, copyForms } from "../../../../src/nap/export/copyAs.ts";
import { defaultNodePoolsWarning } from "../../../../src/nap/enable/defaultNodePools.ts";

const cluster = {
  id: "/subscriptions/11111111/resourcegroups/my apps/providers/Microsoft.ContainerService/managedClusters/demo",
  name: "demo",
  location: "westeurope",
  eTag: "e",
  tags: { "cost center": "it's ${x}", formula: "[a]" },
  identity: { type: "SystemAssigned", principalId: "p" },
  properties: {
    provisioningState: "Succeeded",
    nodeProvisioningProfile: { mode: "Manual", defaultNodePools: "Auto" },
    agentPoolProfiles: [{ name: "system", count: 1, nodeImageVersion: "v", spotMaxPrice: -0.5 }],
    empty: { list: [], object: {} },
  },
};

const texts = Object.fromEntries(
  copyForms.map((form) => [
    form,
    copyAs(form, { cluster, change: { mode: "Auto" }, apiVersion: "2026-05-01" }).text,
  ]),
);

describe("copying a change of mode", () => {
  it("as an az command quotes what a shell would read", () => {
    assert.equal(
      texts.az,
      "az aks update \\\n  --resource-group 'my apps' \\\n  --name demo \\\n  --node-provisioning-mode Auto \\\n  --subscription 11111111\n",
    );
    const both = copyAs("az", {
      cluster,
      change: { mode: "Auto", defaultNodePools: "None" },
      apiVersion: "",
    });
    assert.match(both.text, /--node-provisioning-default-pools None/);
  });

  it("as an ARM template holds the whole cluster, changed, with nothing read-only", () => {
    assert.deepEqual(JSON.parse(texts.arm ?? ""), {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.ContainerService/managedClusters",
          apiVersion: "2026-05-01",
          name: "demo",
          location: "westeurope",
          tags: { "cost center": "it's ${x}", formula: "[[a]" },
          identity: { type: "SystemAssigned" },
          properties: {
            nodeProvisioningProfile: { mode: "Auto", defaultNodePools: "Auto" },
            agentPoolProfiles: [{ name: "system", count: 1, spotMaxPrice: -0.5 }],
            empty: { list: [], object: {} },
          },
        },
      ],
    });
  });

  it("as Bicep writes the same", () => {
    assert.equal(
      texts.bicep,
      `resource cluster 'Microsoft.ContainerService/managedClusters@2026-05-01' = {
  name: 'demo'
  location: 'westeurope'
  tags: {
    'cost center': 'it\\'s \\\${x}'
    formula: '[a]'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    nodeProvisioningProfile: {
      mode: 'Auto'
      defaultNodePools: 'Auto'
    }
    agentPoolProfiles: [
      {
        name: 'system'
        count: 1
        spotMaxPrice: json('-0.5')
      }
    ]
    empty: {
      list: []
      object: {}
    }
  }
}
`,
    );
  });

  it("as Terraform writes the block for azurerm and the update for azapi", () => {
    assert.equal(
      texts.azurerm,
      `# In the azurerm_kubernetes_cluster of this cluster; azurerm 4.57.0 or later.
node_provisioning_profile {
  mode = "Auto"
}
`,
    );
    assert.match(texts.azapi ?? "", /resource_id = "\/subscriptions\/11111111\/resourcegroups/);
    assert.match(texts.azapi ?? "", /nodeProvisioningProfile = \{\n {8}mode = "Auto"\n/);
  });

  it("writes any text into Bicep on one line, without an open string or an interpolation", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = bicepText(text);
        assert.match(written, /^'(?:[^'\\\n\r]|\\.)*'$/su);
        assert.doesNotMatch(written, /(?<!\\)\$\{/);
      }),
    );
  });
});

describe("the warning about default NodePools", () => {
  it("is given when they go from Auto to None, with the nodes at stake", () => {
    const auto = { mode: "Auto", defaultNodePools: "Auto" };
    assert.match(defaultNodePoolsWarning(auto, "None", 3), /They have 3 nodes now\./);
    assert.match(defaultNodePoolsWarning({ ...auto, defaultNodePools: "" }, "None"), /not known/);
    for (const [before, after] of [
      [{ mode: "Auto", defaultNodePools: "none" }, "None"],
      [{ mode: "Manual", defaultNodePools: "Auto" }, "None"],
      [auto, "Auto"],
      [auto, undefined],
    ] as const)
      assert.equal(defaultNodePoolsWarning(before, after), "");
  });
});
