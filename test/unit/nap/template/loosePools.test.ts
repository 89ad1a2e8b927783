import assert from "node:assert/strict";
import { preflight } from "../../../../src/nap/preflight/preflight.ts";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";

const type = "Microsoft.ContainerService/managedClusters";
const apiVersion = "2025-05-01";

function pool(name: string, properties: object, more: object = {}) {
  return { type: `${type}/agentPools`, apiVersion, name, properties, ...more };
}

const windows = { osType: "Windows", mode: "User" };
const autoscaled = { osType: "Linux", mode: "User", enableAutoScaling: true };

/** Of each cluster its name, its pointer and what is neither unknown nor fine. */
function judge(resources: object, more: object = {}) {
  const text = JSON.stringify({ contentVersion: "1.0.0.0", resources, ...more });
  return readClusterDocuments(text).clusters.map((cluster) => {
    const answers = preflight(cluster).filter(({ isOutside }) => isOutside !== true);
    const found = answers.filter(({ result }) => result !== "unknown" && result !== "fine");
    return [cluster.name, cluster.pointer, found.map(({ id, seen }) => `${id}: ${seen}`)];
  });
}

describe("a template that only adds pools to a cluster", () => {
  it("is judged by these pools", () => {
    assert.deepEqual(judge([pool("one/win", windows), pool("one/np", autoscaled)]), [
      [
        "one",
        "/resources/0",
        [
          "cluster-autoscaler: pool np with the cluster autoscaler",
          "windows-pools: pool win with Windows",
        ],
      ],
    ]);
  });

  it("leaves unknown all that it does not show", () => {
    const [cluster] = readClusterDocuments(
      JSON.stringify({ contentVersion: "1.0.0.0", resources: [pool("one/np", { mode: "User" })] }),
    ).clusters;
    assert.ok(cluster);
    const answers = new Map(preflight(cluster).map(({ id, result }) => [id, result]));
    for (const id of [
      ...["windows-pools", "ipv6", "service-principal", "stopped", "basic-load-balancer"],
      ...["kubenet", "calico", "cluster-autoscaler", "public-network-access", "rbac-disabled"],
      ...["system-pool", "provisioning-state", "disk-encryption-set", "automatic"],
    ])
      assert.equal(answers.get(id), "unknown", id);
  });

  it("may name the cluster by an expression, or hold it as one that exists", () => {
    const name = "[format('{0}/{1}', parameters('cluster'), 'win')]";
    const existing = { type, apiVersion, existing: true, name: "[parameters('cluster')]" };
    const symbolic = { aks: existing, win: pool(name, windows) };
    assert.deepEqual(
      [
        ...judge(symbolic, { languageVersion: "2.0" }),
        ...judge([pool("[concat(parameters('cluster'), '/win')]", windows)]),
      ],
      [
        ["[parameters('cluster')]", "/resources/win", ["windows-pools: pool win with Windows"]],
        ["[parameters('cluster')]", "/resources/0", ["windows-pools: pool win with Windows"]],
      ],
    );
  });

  it("may have another cluster of its own", () => {
    const own = {
      ...{ type, apiVersion, name: "own", identity: { type: "SystemAssigned" } },
      properties: { agentPoolProfiles: [{ name: "s", mode: "System" }] },
    };
    assert.deepEqual(
      judge([own, pool("other/win", windows)]).map(([name, pointer]) => [name, pointer]),
      [
        ["own", "/resources/0"],
        ["other", "/resources/1"],
      ],
    );
  });

  it("adds none whose condition is false", () => {
    assert.deepEqual(judge([pool("one/win", windows, { condition: false })]), []);
  });
});
