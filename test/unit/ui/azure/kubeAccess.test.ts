import assert from "node:assert/strict";
import * as cluster from "../../../../src/cluster.ts";
import { clusterRowOf } from "../../../../src/nap/clusterRowOf.ts";
import { ClusterMarks } from "../../../../src/ui/azure/clusterMarks.ts";
import { KnownWays } from "../../../../src/ui/azure/knownWays.ts";
import { openPlace } from "../../../../src/ui/azure/kubeAccess.ts";
import type { WaysToClusters } from "../../../../src/ui/azure/kubeAccess.ts";
import type { ServerMemory } from "../../../../src/ui/azure/knownWays.ts";
import type { AzureAccess } from "../../../../src/ui/azure/session.ts";
import { accessTo, withCluster } from "../../azure/standIn.ts";
import type { TestAzure } from "../../../emulator/client.ts";

const server = "https://demo.example:443";
const kubeconfig = `apiVersion: v1
kind: Config
current-context: demo
clusters: [{ name: demo, cluster: { server: "${server}" } }]
contexts: [{ name: demo, context: { cluster: demo, user: me } }]
users: [{ name: me, user: { token: secret } }]
`;
/** As Azure gives it for a cluster with Entra ID. */
const entraKubeconfig = kubeconfig.replace(
  "{ token: secret }",
  "{ exec: { command: kubelogin, args: [get-token, --login, devicecode] } }",
);

function memoryOf(kept: Map<string, unknown>): ServerMemory {
  return {
    // What was kept under a key has the type that it is asked for with.
    get: <T>(key: string, fallback: T) => (kept.has(key) ? (kept.get(key) as T) : fallback),
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

describe("the way to an API server", () => {
  let azure: TestAzure;
  let id = "";
  let kept: Map<string, unknown>;
  withCluster((started, clusterId) => {
    azure = started;
    id = clusterId;
  });
  beforeEach(() => {
    kept = new Map();
    access = accessTo(azure);
    answer(kubeconfig);
  });

  /** The sign-in that reaches the cluster now. */
  let access: AzureAccess | undefined;
  const answer = (text: string): void => {
    const kubeconfigs = { [id.toLowerCase()]: text };
    azure.setState((state) => ({ ...state, kubeconfigs }));
  };

  function directory(
    contexts: readonly { name: string; server: string; signIn: "stored" | "plugin" }[] = [],
  ): WaysToClusters {
    const library = {
      ...cluster,
      listContexts: () => ({
        contexts: contexts,
        problems: [],
      }),
      accessFromContext: () => cluster.accessFromText(kubeconfig),
    };
    return {
      library: () => Promise.resolve(library),
      accessOf: () => {
        if (access === undefined) throw new Error("no sign-in reaches it");
        return access;
      },
      signInFor: () => access,
      marks: new ClusterMarks(() => undefined),
      ways: new KnownWays(memoryOf(kept)),
    };
  }

  async function open(ways: WaysToClusters): Promise<string> {
    const row = clusterRowOf({ id }, { tenantId: "", isConfirmed: true });
    const place = { kind: "cluster", row, isFavourite: false } as const;
    const named = { ...place, subscriptionName: "", operation: "" };
    const way = await openPlace(ways, named, new AbortController().signal);
    way.close();
    return way.server;
  }

  const fail = (status: number): void => {
    const faults = [{ path: "listClusterUserCredential", status }];
    azure.setState((state) => ({ ...state, faults }));
  };

  for (const status of [401, 403, 503])
    it(`is the one known from before when Azure answers ${status}`, async () => {
      const ways = directory();
      await open(ways);
      fail(status);
      assert.equal(await open(ways), server);
    });

  it("is a context of the user with the same address after a new start", async () => {
    await open(directory());
    fail(503);
    const context = { name: "mine", server: "https://DEMO.example", signIn: "stored" } as const;
    assert.equal(await open(directory([context])), server);
  });

  it("is no context that needs no sign-in where the user signs in with Entra ID: it is the admin's", async () => {
    const context = { name: "demo-admin", server, signIn: "stored" } as const;
    await open(directory());
    answer(entraKubeconfig);
    await open(directory());
    fail(503);
    await assert.rejects(open(directory([context])), /Azure fails at the moment/);
  });

  it("is not that of another account, tenant or nameless sign-in, nor that of who signed out", async () => {
    const mine = { account: "me", tenantId: "t-1" };
    const ways = directory();
    access = accessTo(azure, mine);
    await open(ways);
    fail(403);
    for (const other of [{ ...mine, account: "you" }, { ...mine, tenantId: "t-2" }, {}]) {
      access = accessTo(azure, other);
      await assert.rejects(open(ways), /listClusterUserCredential/);
    }
    access = accessTo(azure, mine);
    assert.equal(await open(ways), server);
    access = undefined;
    await assert.rejects(open(ways), /no sign-in reaches it/);
  });

  it("is forgotten when others sign in", async () => {
    const ways = directory();
    await open(ways);
    ways.ways.forget();
    fail(503);
    await assert.rejects(open(ways), /Azure fails at the moment/);
  });

  it("is none by a context of another address, nor by one that runs a program", async () => {
    await open(directory());
    fail(503);
    const contexts = [
      { name: "demo", server: "https://other.example", signIn: "stored" },
      { name: "asks", server, signIn: "plugin" },
    ] as const;
    await assert.rejects(open(directory(contexts)), /Azure fails at the moment/);
  });

  it("is none to a cluster that Azure does not have any more", async () => {
    const ways = directory();
    await open(ways);
    fail(404);
    await assert.rejects(open(ways));
  });

  it("is that of the admin by choice alone, is not remembered, and no other takes its place", async () => {
    const asked = () =>
      azure.recorder.requests().flatMap(({ url }) => /listCluster\w+/.exec(url) ?? []);
    const ways = directory();
    await open(ways);
    assert.deepEqual(asked(), ["listClusterUserCredential"]);
    ways.marks.setAdmin(id, true);
    await open(ways);
    assert.deepEqual(asked().slice(1), ["listClusterAdminCredential"]);
    const faults = [{ path: "listClusterAdminCredential", status: 403 }];
    azure.setState((state) => ({ ...state, faults }));
    await assert.rejects(open(ways), /listClusterAdminCredential\/action is missing/);
  });

  it("keeps the address alone beyond the window", async () => {
    await open(directory());
    assert.deepEqual(Object.fromEntries(kept), {
      "clusters.storedServers": { [id.toLowerCase()]: server },
    });
  });
});
