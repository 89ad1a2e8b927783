import assert from "node:assert/strict";
import { clusterQuery } from "../../src/azure/clusterQuery.ts";
import { startTestAzure, type TestAzure } from "./client.ts";
import { asObjects, asText, at, withoutAt, type Json, type JsonObject } from "./json.ts";
import { manyClusters } from "./manyClusters.ts";

const inventory = `resources
| where type =~ 'microsoft.containerservice/managedclusters'
| extend p = properties
| extend napMode = coalesce(tostring(p.nodeProvisioningProfile.mode), '')
| project id, name, subscriptionId, resourceGroup, napMode,
    plugin = tostring(p.networkProfile.networkPlugin), dataplane = tostring(p.networkProfile["networkDataplane"]),
    families = p.networkProfile.ipFamilies, rbac = tobool(p.enableRBAC), pools = p.agentPoolProfiles
| order by id asc`;

describe("Resource Graph of the stand-in, 10,000 clusters in 300 subscriptions", () => {
  const state = manyClusters({ clusters: 10_000, subscriptions: 300 });
  let azure: TestAzure;
  before(async () => {
    azure = await startTestAzure({ state });
  });
  after(() => azure.stop());

  function query(text: string, more: JsonObject = {}) {
    const body = { query: text, ...more };
    return azure.send("POST", "/providers/Microsoft.ResourceGraph/resources", { body });
  }

  async function rows(text: string, more: JsonObject = {}): Promise<Json | undefined> {
    const { status, body } = await query(text, more);
    assert.equal(status, 200, JSON.stringify(body));
    return at(body, "data");
  }

  it("gives every cluster once over pages of a thousand", async () => {
    const seen: string[] = [];
    let $skipToken: Json | undefined;
    let pages = 0;
    do {
      const options = $skipToken === undefined ? {} : { $skipToken };
      const { body } = await query(inventory, { options });
      seen.push(...asObjects(at(body, "data")).map(({ id }) => asText(id)));
      assert.equal(at(body, "totalRecords"), 10_000);
      $skipToken = at(body, "$skipToken");
      assert.equal(at(body, "resultTruncated"), $skipToken === undefined ? "false" : "true");
      pages += 1;
    } while ($skipToken !== undefined);
    assert.equal(pages, 10);
    const all = Object.values(state.clusters).map(({ id }) => asText(id));
    assert.deepEqual(seen, all.sort());
  });

  it("answers the query of our own list", async () => {
    const first = asObjects(await rows(clusterQuery, { options: { $top: 1 } }))[0];
    const { id = null, ...rest } = first ?? {};
    assert.match(asText(id), /\/managedClusters\/cluster-\d{5}$/);
    const { subscriptionId, tenantId, name, ...facts } = rest;
    assert.deepEqual([subscriptionId, tenantId, name].map(asText).map(Boolean), [true, true, true]);
    assert.deepEqual(Object.keys(facts).sort(), [
      "currentKubernetesVersion",
      "fqdn",
      "kubernetesVersion",
      "location",
      "napMode",
      "powerState",
      "privateCluster",
      "privateFqdn",
      "provisioningState",
      "resourceGroup",
      "skuName",
    ]);
  });

  it("projects what the query names", async () => {
    const found = await rows(`${inventory} | where name == "cluster-00002"`);
    const [cluster] = asObjects(found);
    const rest = withoutAt(withoutAt(cluster ?? {}, ["id"]), ["subscriptionId"]);
    assert.deepEqual(rest, {
      name: "cluster-00002",
      resourceGroup: "apps",
      napMode: "Manual",
      plugin: "kubenet",
      dataplane: "",
      families: ["IPv4"],
      rbac: true,
      pools: [
        { name: "system", mode: "System", count: 3, vmSize: "Standard_D4s_v5", osType: "Linux" },
      ],
    });
  });

  it("keeps to the subscriptions of the request or of the query", async () => {
    const id = state.subscriptions[7]?.subscriptionId ?? "";
    const expected = [{ Count: 34 }];
    assert.deepEqual(await rows("resources | count", { subscriptions: [id] }), expected);
    const within = `Resources | where subscriptionId in~ ('${id.toUpperCase()}', 'x') | count`;
    assert.deepEqual(await rows(within), expected);
  });

  it("counts by columns", async () => {
    const text = `resources | summarize clusters = count() by mode = tostring(properties.nodeProvisioningProfile.mode) | order by mode asc`;
    assert.deepEqual(await rows(text), [
      { mode: "Auto", clusters: 3334 },
      { mode: "Manual", clusters: 6666 },
    ]);
  });

  it("gives no token without an id to sort by", async () => {
    const { body } = await query("resources | project name", { options: { $top: 10 } });
    assert.deepEqual(
      [at(body, "count"), at(body, "resultTruncated"), at(body, "$skipToken")],
      [10, "true", undefined],
    );
  });

  it("refuses another query's token and what it cannot read", async () => {
    const first = await query(inventory, { options: { $top: 5 } });
    const $skipToken = at(first.body, "$skipToken") ?? null;
    const seen: unknown[] = [];
    for (const [text, options] of [
      ["resources | project id", { $skipToken }],
      ["resources | mv-expand x", {}],
      ["resources | where nothing(id)", {}],
      ["resources | where ?", {}],
      ["advisorresources", {}],
    ] as const) {
      const { status, body } = await query(text, { options });
      const [detail] = asObjects(at(body, "error", "details"));
      seen.push([status, detail?.code]);
    }
    assert.deepEqual(seen, [
      [400, "InvalidSkipToken"],
      [400, "ParserFailure"],
      [400, "ParserFailure"],
      [400, "ParserFailure"],
      [400, "ParserFailure"],
    ]);
  });
});
