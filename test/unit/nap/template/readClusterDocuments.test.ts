import assert from "node:assert/strict";
import { Unresolved, type ModelValue } from "../../../../src/nap/model.ts";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";

/** What stands for an unknown in expectations: its expression in angle brackets. */
function plain(value: ModelValue): unknown {
  if (value instanceof Unresolved) return `<${value.expression}>`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const type = "Microsoft.ContainerService/managedClusters";

function template(cluster: object, rest: object = {}): string {
  const resources = [{ type, apiVersion: "2025-05-01", name: "one", ...cluster }];
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", resources, ...rest });
}

/** `properties` of the only cluster. */
function properties(text: string): unknown {
  const { clusters } = readClusterDocuments(text);
  assert.equal(clusters.length, 1, text);
  return plain(clusters[0]?.model.properties ?? null);
}

const pool = "Microsoft.ContainerService/managedClusters/agentPools";

describe("clusters in ARM templates", () => {
  it("are found with name, pointer and api-version", () => {
    const { clusters, problems, readable } = readClusterDocuments(
      template({ properties: { dnsPrefix: "x" } }),
    );
    assert.deepEqual({ problems, readable }, { problems: [], readable: true });
    assert.deepEqual(
      clusters.map(({ name, pointer, origin, apiVersion }) => [name, pointer, origin, apiVersion]),
      [["one", "/resources/0", "template", "2025-05-01"]],
    );
  });

  it("have parameters, variables and functions resolved, and the rest unresolved", () => {
    const text = template(
      {
        properties: {
          a: "[parameters('mode')]",
          b: "[concat(variables('x'), '-', parameters('none'))]",
          c: "[if(equals(parameters('mode'), 'Auto'), 'yes', 'no')]",
          d: "[reference('x').y]",
          e: "[[literal]",
          f: "[variables('object').list[1]]",
          g: "[parameters('secret')]",
          h: "[and(false(), parameters('none'))]",
          i: "[format('{0}-{1}', variables('x'), 3)]",
        },
      },
      {
        parameters: {
          MODE: { type: "string", defaultValue: "[concat('Au', 'to')]" },
          none: { type: "string" },
          secret: { type: "securestring", defaultValue: "s" },
        },
        variables: { x: "v", object: { list: [1, "two"] } },
      },
    );
    assert.deepEqual(properties(text), {
      a: "Auto",
      b: "<[concat(variables('x'), '-', parameters('none'))]>",
      c: "yes",
      d: "<[reference('x').y]>",
      e: "[literal]",
      f: "two",
      g: "<[parameters('secret')]>",
      h: false,
      i: "v-3",
    });
  });

  it("get the pools that are resources of their own", () => {
    const text = template(
      {
        name: "[parameters('cluster')]",
        properties: { agentPoolProfiles: [{ name: "sys", mode: "System" }] },
        resources: [{ type: "agentPools", name: "child", properties: { osType: "Linux" } }],
      },
      { parameters: { cluster: { type: "string" } } },
    );
    const parsed = JSON.parse(text) as { resources: object[] };
    parsed.resources.push({
      type: pool,
      name: "[concat(parameters('cluster'), '/win')]",
      properties: { osType: "Windows" },
    });
    assert.deepEqual(properties(JSON.stringify(parsed)), {
      agentPoolProfiles: [
        { name: "sys", mode: "System" },
        { name: "child", osType: "Linux" },
        { name: "<[concat(parameters('cluster'), '/win')]>", osType: "Windows" },
      ],
    });
  });
});

describe("models that Azure printed", () => {
  it("are brought into the form of the REST API", () => {
    const text = JSON.stringify([
      {
        id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/c",
        name: "c",
        type: "Microsoft.ContainerService/ManagedClusters",
        enableRbac: true,
        agentPoolProfiles: [{ name: "sys", osSku: "Ubuntu", enableAutoScaling: null }],
        powerState: { code: "Running" },
        nodeProvisioningProfile: { mode: "Manual" },
      },
    ]);
    const { clusters } = readClusterDocuments(text);
    assert.deepEqual(
      clusters.map(({ name, pointer, origin }) => [name, pointer, origin]),
      [["c", "/0", "model"]],
    );
    assert.deepEqual(properties(text), {
      enableRBAC: true,
      agentPoolProfiles: [{ name: "sys", osSKU: "Ubuntu", enableAutoScaling: null }],
      powerState: { code: "Running" },
      nodeProvisioningProfile: { mode: "Manual" },
    });
  });
});

describe("a text that is no JSON", () => {
  it("is unreadable where nothing can be made of it", () => {
    for (const text of [
      "",
      "hello",
      "resource aks 'x' = {\n  name: 'y'\n  pools: [\n    {\n    }\n  ]\n}",
    ])
      assert.equal(readClusterDocuments(text).readable, false, text);
  });

  it("is read all the same where it holds JSON", () => {
    const text = `PS> az aks show\n${template({ properties: { a: 1 } })}\nPS>`;
    const { problems, clusters } = readClusterDocuments(text);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [1],
    );
    assert.equal(clusters.length, 1);
  });
});
