import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { planModeChange, writableCluster } from "../../../../src/nap/enable/modeChange.ts";
import { isJsonObject, jsonAt, objectsAt, type JsonObject } from "../../../../src/nap/json.ts";
import { differences, without } from "../../../../src/nap/jsonEdit.ts";

const profile = ["properties", "nodeProvisioningProfile"];

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: JsonObject;
  readonly status: number;
  readonly answer?: JsonObject;
}

function recorded(name: string, method: string): readonly Exchange[] {
  const path = join(import.meta.dirname, "../../../emulator/recordings", `${name}.json`);
  const { exchanges } = JSON.parse(readFileSync(path, "utf8")) as {
    exchanges: readonly Exchange[];
  };
  return exchanges.filter(
    (one) => one.method === method && /managedClusters\/[^/?]+(\?.*)?$/i.test(one.path),
  );
}

function settledGets(name: string): readonly JsonObject[] {
  return recorded(name, "GET").flatMap(({ status, answer }) =>
    status === 200 && isJsonObject(answer) ? [answer] : [],
  );
}

/** A model with members that nobody here knows at every level. */
const strange: JsonObject = {
  id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/c",
  name: "c",
  type: "Microsoft.ContainerService/ManagedClusters",
  location: "westeurope",
  eTag: "e1",
  futureTopLevel: { kept: [1, null, { deep: "x" }] },
  tags: { "": "empty", "with.dot": "1" },
  identity: {
    type: "UserAssigned",
    userAssignedIdentities: { "/id/one": { principalId: "p", clientId: "c", future: true } },
  },
  properties: {
    provisioningState: "Succeeded",
    powerState: { code: "Running" },
    futureProfile: { mode: "Manual", list: [[], [{}]], nothing: null },
    nodeProvisioningProfile: { mode: "Manual", defaultNodePools: "Auto", futureSetting: 7 },
    agentPoolProfiles: [
      {
        name: "system",
        count: 1,
        eTag: "e2",
        nodeImageVersion: "AKSUbuntu-2204gen2containerd-202507.02.0",
        provisioningState: "Succeeded",
        currentOrchestratorVersion: "1.35.4",
        powerState: { code: "Running" },
        futurePoolSetting: { x: 1 },
      },
    ],
    addonProfiles: { future: { enabled: true, identity: { objectId: "o" }, config: null } },
    oidcIssuerProfile: { enabled: true, issuerURL: "https://oidc" },
    networkProfile: {
      loadBalancerProfile: { effectiveOutboundIPs: [{ id: "ip" }], futureBalance: "y" },
    },
  },
};

describe("planning a change of mode", () => {
  it("changes the one property of the recorded Manual to Auto, as the recorded PUT did", () => {
    const [before] = settledGets("manualToAuto");
    const [put] = recorded("manualToAuto", "PUT");
    assert.ok(before && put?.body);
    const plan = planModeChange(before, { mode: "Auto" });
    assert.deepEqual(plan.changes, [
      { path: [...profile, "mode"], before: "Manual", after: "Auto" },
    ]);
    // `…` stands in the recording for a value that nobody compares. The Azure CLI empties storageProfile.
    const cli = differences(plan.body, put.body)
      .filter(({ before: value }) => value !== "…")
      .map(({ path }) => path.join("."));
    assert.deepEqual(
      cli.filter((path) => !path.startsWith("properties.storageProfile.")),
      [],
    );
    const after = settledGets("manualToAuto").at(-1);
    assert.ok(after);
    assert.deepEqual(differences(writableCluster(after), plan.body), []);
  });

  it("changes the one property in a model full of strange members, and nothing there is lost", () => {
    const plan = planModeChange(strange, { mode: "Auto" });
    const changed = differences(strange, plan.body).map(({ path }) => path.join("."));
    assert.deepEqual(changed.sort(), [
      "eTag",
      "id",
      "identity.userAssignedIdentities./id/one.clientId",
      "identity.userAssignedIdentities./id/one.principalId",
      "name",
      "properties.addonProfiles.future.identity",
      "properties.agentPoolProfiles.0.currentOrchestratorVersion",
      "properties.agentPoolProfiles.0.eTag",
      "properties.agentPoolProfiles.0.nodeImageVersion",
      "properties.agentPoolProfiles.0.provisioningState",
      "properties.networkProfile.loadBalancerProfile.effectiveOutboundIPs",
      "properties.nodeProvisioningProfile.mode",
      "properties.oidcIssuerProfile.issuerURL",
      "properties.powerState",
      "properties.provisioningState",
      "type",
    ]);
  });

  it("keeps defaultNodePools as it is unless it is told, and changes both when it is", () => {
    const kept = planModeChange(strange, { mode: "Auto" }).body;
    assert.equal(jsonAt(kept, ...profile, "defaultNodePools"), "Auto");
    const both = planModeChange(strange, { mode: "Auto", defaultNodePools: "None" });
    assert.deepEqual(
      both.changes.map(({ path, after }) => [path.at(-1), after]),
      [
        ["mode", "Auto"],
        ["defaultNodePools", "None"],
      ],
    );
    assert.equal(jsonAt(both.body, ...profile, "futureSetting"), 7);
  });

  it("makes the profile where an old cluster has none", () => {
    const old = without(strange, profile) as JsonObject;
    const { body, changes } = planModeChange(old, { mode: "Auto" });
    assert.deepEqual(jsonAt(body, ...profile), { mode: "Auto" });
    assert.deepEqual(changes, [{ path: profile, before: undefined, after: { mode: "Auto" } }]);
  });

  it("has nothing to do when it is so already, whatever the case", () => {
    const auto = planModeChange(strange, { mode: "Auto" }).body;
    assert.ok(planModeChange(auto, { mode: "Auto" }).isNothing);
    const lower = JSON.parse(
      JSON.stringify(auto).replace('"mode":"Auto"', '"mode":"auto"'),
    ) as JsonObject;
    assert.ok(planModeChange(lower, { mode: "Auto" }).isNothing);
  });

  it("never sends nodeImageVersion again, in any recorded model", () => {
    for (const name of ["manualToAuto", "createAuto", "cluster2026", "previewAuto", "poolScale"]) {
      for (const cluster of settledGets(name)) {
        const { body } = planModeChange(cluster, { mode: "Manual" });
        assert.doesNotMatch(JSON.stringify(body), /nodeImageVersion|"eTag"|provisioningState/);
        const pools = objectsAt(body, "properties", "agentPoolProfiles");
        assert.equal(pools.length, objectsAt(cluster, "properties", "agentPoolProfiles").length);
      }
    }
  });

  it("differs from the writable model in the profile alone, whatever the model", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom("Auto" as const, "Manual" as const),
        (top, inner, mode) => {
          const cluster = { ...top, properties: { ...inner } } as unknown as JsonObject;
          const { body, changes } = planModeChange(cluster, { mode });
          assert.ok(changes.every(({ path }) => path.slice(0, 2).join() === profile.join()));
          assert.deepEqual(
            differences(without(writableCluster(cluster), profile), without(body, profile)),
            [],
          );
        },
      ),
    );
  });
});
