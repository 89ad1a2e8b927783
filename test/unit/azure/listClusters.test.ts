import assert from "node:assert/strict";
import { listClusters } from "../../../src/azure/listClusters.ts";
import { listSubscriptions, listTenants } from "../../../src/azure/subscriptions.ts";
import { startTestAzure, type TestAzure } from "../../emulator/client.ts";
import { overlay } from "../../emulator/json.ts";
import { manyClusters } from "../../emulator/manyClusters.ts";
import type { AzureState } from "../../emulator/state.ts";
import { accessTo, collect } from "./standIn.ts";

const size = { clusters: 2500, subscriptions: 7 };
const graph = /^POST .*ResourceGraph/;

describe("listing clusters", () => {
  let azure: TestAzure;
  const state = manyClusters(size);
  const ids = state.subscriptions.map(({ subscriptionId }) => subscriptionId);
  const ofSubscription = (id: string): number =>
    Object.keys(state.clusters).filter((key) => key.includes(id.toLowerCase())).length;

  before(async () => {
    azure = await startTestAzure({ state });
  });
  after(() => azure.stop());
  beforeEach(() => {
    azure.setState(() => state);
    azure.recorder.clear();
  });

  function setFaults(faults: AzureState["faults"]): void {
    azure.setState((now) => ({ ...now, faults }));
  }

  async function list(subscriptions?: readonly string[]) {
    const options = subscriptions === undefined ? {} : { subscriptions };
    const pages = await collect(listClusters(accessTo(azure), options));
    return {
      clusters: pages.flatMap(({ clusters }) => clusters),
      problems: pages.flatMap(({ problems }) => problems),
      pages: pages.length,
    };
  }

  it("reads all clusters of all subscriptions in one call per thousand, each once", async () => {
    const { clusters, problems, pages } = await list();
    assert.deepEqual(problems, []);
    assert.equal(pages, 3);
    assert.equal(azure.recorder.requests(graph).length, 3);
    assert.equal(azure.recorder.requests().length, 3);
    const listed = clusters.map(({ id }) => id.toLowerCase()).sort();
    assert.deepEqual(listed, Object.keys(state.clusters).sort());
  });

  it("shows of each what a tree needs, its mode not yet confirmed", async () => {
    const { clusters } = await list([ids[0] ?? ""]);
    const first = clusters.find(({ name }) => name === "cluster-00000");
    assert.deepEqual(first, {
      id: `/subscriptions/${ids[0] ?? ""}/resourcegroups/apps/providers/Microsoft.ContainerService/managedClusters/cluster-00000`,
      name: "cluster-00000",
      subscriptionId: ids[0],
      tenantId: state.tenants[0]?.tenantId,
      resourceGroup: "apps",
      location: "westeurope",
      napMode: "Auto",
      isConfirmed: false,
      kubernetesVersion: "1.35.4",
      provisioningState: "Succeeded",
      powerState: "Running",
      sku: "Base",
      isPrivate: false,
      hosts: [],
    });
  });

  it("knows the names of its API server, by which contexts of kubeconfigs are recognised", async () => {
    const id = Object.keys(state.clusters)[0] ?? "";
    const names = { fqdn: "shop.hcp.azmk8s.io", privateFQDN: "shop.privatelink.azmk8s.io" };
    azure.setState((before) => {
      const cluster = before.clusters[id] ?? assert.fail();
      const changed = overlay(cluster, { properties: names });
      return { ...before, clusters: { ...before.clusters, [id]: changed } };
    });
    const { clusters } = await list();
    const found = clusters.find((one) => one.id.toLowerCase() === id.toLowerCase());
    assert.deepEqual(found?.hosts, [names.fqdn, names.privateFQDN]);
  });

  it("reads the chosen subscriptions alone", async () => {
    const chosen = ids.slice(2, 4);
    const { clusters } = await list(chosen);
    assert.equal(
      clusters.length,
      chosen.map(ofSubscription).reduce((sum, count) => sum + count, 0),
    );
    assert.deepEqual(
      [...new Set(clusters.map(({ subscriptionId }) => subscriptionId))].sort(),
      [...chosen].sort(),
    );
  });

  it("waits as long as Resource Graph asks and goes on", async () => {
    setFaults([
      {
        path: "ResourceGraph",
        skip: 1,
        times: 2,
        status: 429,
        headers: { "x-ms-user-quota-resets-after": "00:00:07" },
        body: { error: { code: "RateLimiting", message: "Please wait." } },
      },
    ]);
    const waits: number[] = [];
    const access = accessTo(azure, {
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    });
    const pages = await collect(listClusters(access));
    assert.equal(pages.flatMap(({ clusters }) => clusters).length, size.clusters);
    assert.deepEqual(waits, [7000, 7000]);
  });

  it("keeps what it has when a later page fails for good, and says so", async () => {
    setFaults([{ path: "ResourceGraph", skip: 1, status: 503 }]);
    const { clusters, problems } = await list();
    assert.equal(clusters.length, 1000);
    assert.deepEqual(
      problems.map(({ subscriptionIds, failure }) => [subscriptionIds, failure.kind]),
      [[[], "service"]],
    );
  });

  it("lists subscriptions one by one where there is no Resource Graph, and names the one that refuses", async () => {
    const refusing = ids[3] ?? "";
    setFaults([
      { path: "ResourceGraph", status: 404, body: { error: { code: "InvalidResourceType" } } },
      {
        path: `^/subscriptions/${refusing}/`,
        status: 403,
        body: { error: { code: "AuthorizationFailed", message: "No right." } },
      },
    ]);
    const { clusters, problems } = await list();
    assert.equal(clusters.length, size.clusters - ofSubscription(refusing));
    assert.deepEqual(
      problems.map(({ subscriptionIds, failure }) => [subscriptionIds, failure.kind, failure.code]),
      [[[refusing], "permission", "AuthorizationFailed"]],
    );
  });

  it("divides a query that is refused until it knows the subscription that is the reason", async () => {
    const refusing = ids[5] ?? "";
    setFaults([
      { path: "ResourceGraph", times: 1, status: 403, body: { error: { code: "AccessDenied" } } },
    ]);
    const whole = await list(ids);
    assert.deepEqual([whole.clusters.length, whole.problems], [size.clusters, []]);
    setFaults([
      { path: "ResourceGraph", status: 403, body: { error: { code: "AccessDenied" } } },
      { path: `^/subscriptions/${refusing}/`, status: 403 },
    ]);
    const { clusters, problems } = await list(ids);
    const listed = clusters.map(({ id }) => id.toLowerCase()).sort();
    assert.deepEqual(
      listed,
      Object.keys(state.clusters)
        .filter((key) => !key.includes(refusing.toLowerCase()))
        .sort(),
    );
    assert.deepEqual(
      problems.map(({ subscriptionIds }) => subscriptionIds),
      [[refusing]],
    );
    assert.ok(clusters.every(({ isConfirmed }) => isConfirmed));
  });

  it("tells who is not signed in, and never gives an empty list without a word", async () => {
    const access = accessTo(azure, { credential: { getToken: () => Promise.resolve(null) } });
    const pages = await collect(listClusters(access));
    assert.deepEqual(
      pages.map(({ clusters, problems }) => [clusters, problems.map(({ failure }) => failure)]),
      [
        [
          [],
          [
            {
              kind: "sign-in",
              request: "POST Microsoft.ResourceGraph/resources",
              message: "Nobody is signed in.",
              changed: "no",
            },
          ],
        ],
      ],
    );
  });

  it("stops when it is cancelled", async () => {
    const cancel = new AbortController();
    const pages = listClusters(accessTo(azure), { signal: cancel.signal });
    await pages.next();
    cancel.abort();
    await assert.rejects(pages.next(), { name: "AbortError" });
    assert.equal(azure.recorder.requests(graph).length, 1);
  });

  it("lists tenants and subscriptions over several pages", async () => {
    azure.setState((now) => ({ ...now, settings: { ...now.settings, pageSize: 3 } }));
    const subscriptions = await listSubscriptions(accessTo(azure));
    assert.deepEqual(subscriptions.map(({ id }) => id).sort(), [...ids].sort());
    assert.equal(azure.recorder.requests(/^GET \/subscriptions/).length, 3);
    assert.deepEqual(await listTenants(accessTo(azure)), [
      {
        id: state.tenants[0]?.tenantId,
        name: "Contoso",
        defaultDomain: "contoso.onmicrosoft.com",
      },
    ]);
  });
});
