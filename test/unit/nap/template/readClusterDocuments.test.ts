import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";
import { pool, properties, schema, template, type } from "./clusterTemplates.ts";

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

describe("models elsewhere", () => {
  const model = { id: "/x", name: "c", type, properties: { fqdn: "f", enableRBAC: false } };
  const found = (value: unknown) =>
    readClusterDocuments(JSON.stringify(value)).clusters.map(
      ({ name, pointer, origin }) => `${name} ${pointer} ${origin}`,
    );

  it("are found in lists, answers of Resource Graph, recordings and strings in them", () => {
    assert.deepEqual(found(model), ["c  model"]);
    assert.deepEqual(found({ value: [model, model] }), ["c /value/0 model", "c /value/1 model"]);
    assert.deepEqual(found({ data: [model] }), ["c /data/0 model"]);
    assert.deepEqual(found({ Entries: [{ ResponseBody: model }] }), [
      "c /Entries/0/ResponseBody model",
    ]);
    assert.deepEqual(found({ Entries: [{ ResponseBody: JSON.stringify(model) }] }), [
      "c /Entries/0/ResponseBody model",
    ]);
  });

  it("are known by their id where little else of them was printed", () => {
    const cluster =
      "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/c";
    const printed = { agentPoolProfiles: [{ name: "np", osType: "Windows" }], dnsPrefix: "x" };
    assert.deepEqual(found({ ...printed, id: cluster }), ["c  model"]);
    assert.deepEqual(found({ ...printed, id: `${cluster}/agentPools/np` }), []);
    assert.deepEqual(found(printed), []);
  });

  it("are known in an excerpt of what a client library prints", () => {
    const excerpt = { aadProfile: null, addonProfiles: null, agentPoolProfiles: [{ count: 1 }] };
    assert.deepEqual(found(excerpt), ["  model"]);
    assert.deepEqual(found({ ...excerpt, controlPlaneProfile: {} }), []);
  });

  it("are told from bodies of requests and from other things", () => {
    const body = { location: "x", properties: { nodeProvisioningProfile: { mode: "Auto" } } };
    assert.deepEqual(found(body), ["  body"]);
    assert.deepEqual(found({ properties: { networkProfile: { networkPlugin: "kubenet" } } }), [
      "  body",
    ]);
    assert.deepEqual(found({ properties: { networkProfile: { networkInterfaces: [] } } }), []);
    assert.deepEqual(found({ properties: { agentPoolProfiles: [{ name: "np" }] } }), ["  body"]);
    assert.deepEqual(
      found({ properties: { agentPoolProfiles: { type: "array" }, dnsPrefix: {} } }),
      [],
    );
    const engine = { agentPoolProfiles: [], servicePrincipalProfile: {}, masterProfile: {} };
    assert.deepEqual(found({ apiVersion: "vlabs", properties: engine }), []);
    assert.deepEqual(found({ apiVersion: "vlabs", properties: { agentPoolProfiles: [] } }), []);
    const onArc = { agentPoolProfiles: [], cloudProviderProfile: {}, kubernetesVersion: "1.31" };
    assert.deepEqual(found({ location: "x", properties: onArc }), []);
    const wrapped = {
      nodeProvisioningProfile: { value: { mode: "Auto" } },
      dnsPrefix: { value: "x" },
    };
    assert.deepEqual(found({ contentVersion: "1.0.0.0", parameters: wrapped }), []);
    const parametersSchema = schema.replace("Template", "Parameters");
    assert.deepEqual(found({ $schema: parametersSchema, parameters: { x: { value: body } } }), []);
    assert.deepEqual(found({ details: { type, name: "n", existenceCondition: {} } }), []);
    assert.deepEqual(found({ type: pool, name: "p", properties: {} }), []);
    assert.deepEqual(found([]), []);
  });
});

describe("a body that changes little", () => {
  const count = (properties: object, more: object = {}) =>
    readClusterDocuments(JSON.stringify({ properties, ...more })).clusters.length;

  it("is known by a value that only a managed cluster has", () => {
    const counts = [
      count({ networkProfile: { networkPolicy: "calico" } }),
      count({ networkProfile: { loadBalancerSku: "basic" } }),
      count({ networkProfile: { ipFamilies: ["IPv4", "IPv6"] } }),
      count({ enableRBAC: false }),
      count({ servicePrincipalProfile: { clientId: "0", secret: "x" } }),
    ];
    assert.deepEqual(counts, [1, 1, 1, 1, 1]);
  });

  it("is not taken from other resources, from schemas and from other kinds of clusters", () => {
    const text = { type: "string" };
    const described = { oneOf: [{ $ref: "#/definitions/Profile" }] };
    const counts = [
      count({ networkProfile: { networkInterfaces: [{ id: "x" }] } }),
      count({ servicePrincipalProfile: { clientId: "0", clientSecret: "x" } }),
      count({ networkProfile: { properties: { networkPolicy: text } }, enableRBAC: text }),
      count({ nodeProvisioningProfile: described, networkProfile: described, dnsPrefix: text }),
      count({ networkProfile: { networkPolicy: "calico" }, cloudProviderProfile: {} }),
      count({ publicNetworkAccess: "Disabled" }),
      count({}, { tags: { a: "b" } }),
    ];
    assert.deepEqual(counts, [0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("what is read", () => {
  const root = join(import.meta.dirname, "../../../..");
  const blocked = readFileSync(join(root, "test/templates/blocked.jsonc"), "utf8");

  it("never fails, whatever is cut off or put in", () => {
    const piece = fc.constantFrom("{", "}", "[", "]", '"', ",", "\n", "'", "[parameters('x')]");
    const at = fc.nat(blocked.length);
    fc.assert(
      fc.property(at, at, piece, (start, length, inserted) => {
        const text = blocked.slice(0, start) + inserted + blocked.slice(start + length);
        const { clusters, problems } = readClusterDocuments(text);
        assert.ok(Array.isArray(clusters) && problems.every(({ line }) => line >= 1));
      }),
    );
  });

  it("has no scalar that the text does not have, apart from what functions compute", () => {
    const value = fc.oneof(
      fc.constantFrom("[parameters('none')]", "[parameters('known')]", "[variables('v')]"),
      fc.constantFrom(
        "[reference('x')]",
        "[concat(parameters('none'), 'z')]",
        "[uniqueString('q')]",
      ),
      fc.string().filter((text) => !text.includes("[") && !/^[<{#$_]/.test(text)),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^k[a-z]{1,4}$/), value), (members) => {
        const text = template(
          { properties: members },
          {
            parameters: { known: { defaultValue: "KNOWN" }, none: { type: "string" } },
            variables: { v: "[parameters('known')]" },
          },
        );
        const expected = Object.fromEntries(
          Object.entries(members).map(([key, each]) => {
            const isKnown = each === "[parameters('known')]" || each === "[variables('v')]";
            const isOpen = typeof each === "string" && each.startsWith("[");
            return [key, isKnown ? "KNOWN" : isOpen ? `<${each}>` : each];
          }),
        );
        assert.deepEqual(properties(text), expected);
      }),
    );
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
