import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AzureError } from "../../../src/azure/azureError.ts";
import { readKubeconfig } from "../../../src/azure/kubeconfig.ts";
import { getCluster } from "../../../src/azure/managedClusters.ts";
import { send } from "../../../src/azure/send.ts";
import {
  createCluster,
  fetchToken,
  startTestAzure,
  type TestAzure,
} from "../../emulator/client.ts";
import type { Fault } from "../../emulator/faults.ts";
import { accessTo, withCluster } from "./standIn.ts";

async function failure(promise: Promise<unknown>): Promise<AzureError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof AzureError, String(error));
    return error;
  }
  assert.fail("did not fail");
}

describe("a request to Azure", () => {
  let azure: TestAzure;
  let id: string;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
  });

  function set(...faults: readonly Fault[]): void {
    azure.setState((state) => ({ ...state, faults }));
  }

  it("that only reads is repeated after every passing failure, four times at most", async () => {
    for (const fault of [
      { status: 429 },
      { status: 500 },
      { status: 502 },
      { status: 503 },
      { status: 504 },
      { status: 408 },
      { drop: "before" },
      { drop: "after" },
    ] as const) {
      azure.recorder.clear();
      set({ path: "demo", times: 3, ...fault });
      await getCluster(accessTo(azure), id);
      assert.equal(azure.recorder.requests().length, 4);
      set({ path: "demo", ...fault });
      await failure(getCluster(accessTo(azure), id));
      assert.equal(azure.recorder.requests().length, 8);
    }
  });

  it("is repeated once with a new token after a 401, also when other failures came before", async () => {
    const statuses = () => azure.recorder.requests().map(({ status }) => status);
    set({ path: "demo", status: 503, times: 2 }, { path: "demo", status: 401, times: 1 });
    await getCluster(accessTo(azure), id);
    assert.deepEqual(statuses(), [503, 503, 401, 200]);
    azure.recorder.clear();
    set({ path: "demo", status: 401 });
    assert.equal((await failure(getCluster(accessTo(azure), id))).failure.kind, "sign-in");
    assert.deepEqual(statuses(), [401, 401]);
  });

  it("is not repeated after a refusal", async () => {
    for (const [status, kind] of [
      [400, "refused"],
      [403, "permission"],
      [404, "not-found"],
      [409, "conflict"],
      [412, "precondition"],
      [501, "service"],
    ] as const) {
      azure.recorder.clear();
      set({ path: "demo", status });
      assert.equal((await failure(getCluster(accessTo(azure), id))).failure.kind, kind);
      assert.equal(azure.recorder.requests().length, 1);
    }
  });

  it("tells how long Azure asks to wait when that is too long to sit out", async () => {
    set({ path: "demo", status: 429, headers: { "retry-after": "3600" } });
    const { failure: told } = await failure(getCluster(accessTo(azure), id));
    assert.equal(told.retryAfterSeconds, 3600);
    assert.equal(azure.recorder.requests().length, 1);
  });

  it("tells in words what kept it from arriving", async () => {
    const gone = { cloud: { ...accessTo(azure).cloud, resourceManager: "https://localhost:1" } };
    const unreachable = await failure(getCluster(accessTo(azure, gone), id));
    assert.equal(unreachable.failure.code, "ECONNREFUSED");
    assert.match(unreachable.message, /cannot be reached/);
    const nowhere = { cloud: { ...gone.cloud, resourceManager: "https://nowhere.invalid" } };
    const unknown = await failure(getCluster(accessTo(azure, nowhere), id));
    assert.match(unknown.message, /name of the endpoint is not known|cannot be reached/);
  });

  it("sends its token to no other host", async () => {
    const elsewhere = send(accessTo(azure), { method: "GET", path: "https://example.com/steal" });
    await assert.rejects(elsewhere, /example\.com is not of StandIn/);
    const plain = azure.origin.replace("https:", "http:");
    await assert.rejects(send(accessTo(azure), { method: "GET", path: `${plain}/x` }));
  });

  it("takes an older api-version in a cloud that does not know the newest", async () => {
    const message =
      "No registered resource provider found for location 'x' and API version '2026-05-01' for type 'managedClusters'. The supported api-versions are '2023-09-02-preview, 2025-10-01, 2026-01-01, 2026-02-02-preview'. The supported locations are 'x'.";
    set({
      path: "api-version=2026-05-01",
      status: 400,
      body: { error: { code: "NoRegisteredProviderFound", message } },
    });
    const access = accessTo(azure);
    assert.equal((await getCluster(access, id)).apiVersion, "2026-01-01");
    assert.equal((await getCluster(access, id)).apiVersion, "2026-01-01");
    assert.equal(azure.recorder.requests().length, 3);
  });

  it("is cancelled while it waits for its answer", async () => {
    set({ path: "demo", delayMs: 5000 });
    const cancel = new AbortController();
    const asked = getCluster(accessTo(azure), id, cancel.signal);
    setImmediate(() => cancel.abort());
    await assert.rejects(asked, { name: "AbortError" });
  });
});

describe("secrets", () => {
  const kubeconfig =
    "apiVersion: v1\nkind: Config\nusers:\n- name: u\n  user:\n    token: very-secret-token-of-the-admin\n    client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ==\n";
  let azure: TestAzure;
  let id: string;
  let token: string;
  before(async () => {
    azure = await startTestAzure();
    id = await createCluster(azure, "demo");
    token = await fetchToken(azure);
    azure.setState((state) => ({
      ...state,
      kubeconfigs: { [id.toLowerCase()]: kubeconfig },
    }));
  });
  after(() => azure.stop());

  it("are in no error, whatever Azure or a proxy echoes", async () => {
    const encoded = Buffer.from(kubeconfig).toString("base64");
    const echoes = [
      { error: { code: "X", message: `bad token Bearer ${token}` } },
      { error: { code: "X", message: `token: very-secret-token-of-the-admin` } },
      { kubeconfigs: [{ name: "clusterUser", value: encoded }] },
      { error: { code: "X", message: `got ${encoded}` } },
      { error: { message: JSON.stringify({ accessToken: token }) } },
      `<html>Authorization: Bearer ${token}</html>`,
      kubeconfig,
    ];
    const secrets = [token, encoded, "very-secret-token", "LS0tLS1CRUdJTi"];
    for (const body of echoes) {
      for (const status of [400, 401, 403, 500]) {
        azure.setState((state) => ({ ...state, faults: [{ path: "demo", status, body }] }));
        for (const error of [
          await failure(readKubeconfig(accessTo(azure), id, { as: "user" })),
          await failure(getCluster(accessTo(azure), id)),
        ]) {
          const shown = [
            inspect(error, { depth: 10, showHidden: true }),
            error.stack,
            JSON.stringify(error.failure),
          ].join("\n");
          for (const secret of secrets) assert.ok(!shown.includes(secret), shown);
        }
      }
    }
  });

  it("are in no error of a connection that breaks, nor of a credential that fails", async () => {
    azure.setState((state) => ({ ...state, faults: [{ path: "demo", drop: "after" }] }));
    const broken = await failure(readKubeconfig(accessTo(azure), id, { as: "user" }));
    const failing = accessTo(azure, {
      credential: { getToken: () => Promise.reject(new Error(`refresh_token=${token} is bad`)) },
    });
    const unsigned = await failure(getCluster(failing, id));
    for (const error of [broken, unsigned]) {
      const shown = inspect(error, { depth: 10, showHidden: true });
      assert.ok(!shown.includes(token), shown);
      assert.equal(error.cause, undefined);
    }
  });

  it("come out only where they were asked for", async () => {
    azure.setState((state) => ({ ...state, faults: [] }));
    assert.equal(await readKubeconfig(accessTo(azure), id, { as: "user" }), kubeconfig);
    const posts = azure.recorder.requests(/^POST .*Credential/).map(({ url }) => url);
    assert.ok(posts.every((url) => url.includes("listClusterUserCredential")));
  });
});
