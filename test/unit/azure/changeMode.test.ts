import assert from "node:assert/strict";
import { changeMode } from "../../../src/azure/changeMode.ts";
import { followModeChange } from "../../../src/azure/followModeChange.ts";
import { resumeModeChange } from "../../../src/azure/lostChange.ts";
import { abortLatestOperation, getCluster } from "../../../src/azure/managedClusters.ts";
import { keptOperation, waitUntilIdle } from "../../../src/azure/operation.ts";
import type { PendingModeChange } from "../../../src/azure/modeChangeEvents.ts";
import type { ModeChange } from "../../../src/nap/enable/modeChange.ts";
import type { JsonObject } from "../../../src/nap/json.ts";
import type { TestAzure } from "../../emulator/client.ts";
import { withAt } from "../../emulator/json.ts";
import { defaultSettings, type AzureState } from "../../emulator/state.ts";
import { accessTo, withCluster } from "./standIn.ts";

const auto: ModeChange = { mode: "Auto" };
const puts = /^PUT .*managedClusters\/demo\?/i;

describe("changing the mode of a cluster", () => {
  let azure: TestAzure;
  let id: string;
  let fresh: AzureState;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
    fresh = started.getState();
  });

  function set(change: Partial<AzureState>): void {
    azure.setState((state) => ({ ...state, ...change }));
  }

  function setProperty(path: readonly string[], value: unknown): void {
    const key = id.toLowerCase();
    azure.setState((state) => ({
      ...state,
      clusters: {
        ...state.clusters,
        [key]: withAt(state.clusters[key] ?? {}, ["properties", ...path], value as JsonObject),
      },
    }));
  }

  const run = (change = auto, more: Parameters<typeof accessTo>[1] = {}) =>
    changeMode(accessTo(azure, more), { id, change });

  it("ends with what Azure shows", async () => {
    const steps: string[] = [];
    const outcome = await changeMode(
      accessTo(azure),
      { id, change: { mode: "Auto", defaultNodePools: "None" } },
      { onProgress: ({ step }) => steps.push(step) },
    );
    assert.deepEqual(outcome, {
      kind: "changed",
      truth: {
        isKnown: true,
        mode: "Auto",
        defaultNodePools: "None",
        provisioningState: "Succeeded",
      },
      statement: "The change to mode Auto is done. Azure shows mode Auto.",
    });
    assert.deepEqual([...new Set(steps)], ["reading", "sending", "waiting", "verifying"]);
    assert.equal(azure.recorder.requests(puts).length, 1);
  });

  it("goes to Manual the same way", async () => {
    await run();
    const outcome = await run({ mode: "Manual" });
    assert.equal(outcome.statement, "The change to mode Manual is done. Azure shows mode Manual.");
  });

  it("sends nothing when there is nothing to change", async () => {
    const outcome = await run({ mode: "Manual" });
    assert.equal(outcome.kind, "already");
    assert.deepEqual(azure.recorder.requests(/^PUT/), []);
  });

  it("sends the eTag that the GET gave, and none where there was none", async () => {
    const cluster = fresh.clusters[id.toLowerCase()];
    await run();
    set({ ...fresh, settings: { ...defaultSettings, eTags: "none" } });
    await run();
    assert.deepEqual(
      azure.recorder.requests(puts).map(({ headers }) => headers["if-match"]),
      [cluster?.eTag, undefined],
    );
  });

  it("reads again and repeats when somebody else changed the cluster in between", async () => {
    set({ faults: [{ method: "GET", path: "managedClusters/demo", times: 2, changeETag: true }] });
    const outcome = await run();
    assert.equal(outcome.kind, "changed");
    assert.deepEqual(
      azure.recorder.requests(puts).map(({ status }) => status),
      [412, 200],
    );
  });

  it("gives up when somebody changes it every time", async () => {
    set({ faults: [{ method: "GET", path: "managedClusters/demo", changeETag: true }] });
    const outcome = await run();
    assert.equal(outcome.kind, "conflict");
    assert.equal(azure.recorder.requests(puts).length, 3);
    assert.match(
      outcome.statement,
      /^Azure did not take the change to mode Auto\. Somebody changed/,
    );
  });

  for (const conflict of ["2025", "2024", "etag"] as const) {
    it(`tells that another operation is in progress, as it was worded in ${conflict}`, async () => {
      set({ settings: { ...defaultSettings, conflict } });
      await azure.send("PATCH", id, { body: { tags: { a: "b" } } });
      const outcome = await run(auto, { wait: () => Promise.resolve() });
      assert.equal(outcome.kind, "conflict");
      assert.match(outcome.statement, /Azure shows mode Manual and the state Updating/);
    });
  }

  const refusals: readonly (readonly [string, readonly string[], unknown, string])[] = [
    ["IPv6", ["networkProfile", "ipFamilies"], ["IPv4", "IPv6"], "ipv6"],
    ["no public network access", ["publicNetworkAccess"], "Disabled", "public-network-access"],
    ["kubenet", ["networkProfile", "networkPlugin"], "kubenet", "kubenet"],
    ["Calico", ["networkProfile", "networkPolicy"], "calico", "calico"],
    ["RBAC off", ["enableRBAC"], false, "rbac-disabled"],
    ["a stopped cluster", ["powerState"], { code: "Stopped" }, "stopped"],
  ];
  for (const [name, path, value, check] of refusals) {
    it(`explains the refusal of ${name} and leaves the mode`, async () => {
      setProperty(path, value);
      const outcome = await run();
      assert.ok(outcome.kind === "refused");
      assert.equal(outcome.explanation.check, check);
      assert.notEqual(outcome.explanation.remedy, "");
      assert.match(outcome.statement, /Azure shows mode Manual\.$/);
      assert.equal(azure.recorder.requests(puts).length, 1);
    });
  }

  it("names the pools on which the cluster autoscaler runs", async () => {
    setProperty(
      ["agentPoolProfiles"],
      [
        { name: "system", mode: "System", count: 1 },
        { name: "apps", mode: "User", count: 1, enableAutoScaling: true },
      ],
    );
    const outcome = await run();
    assert.ok(outcome.kind === "refused");
    assert.match(outcome.explanation.detail, /It is not so on: apps\./);
    assert.equal(
      outcome.explanation.az,
      `az aks nodepool update -g apps --cluster-name demo -n apps --disable-cluster-autoscaler --subscription ${id.split("/")[2] ?? ""}`,
    );
  });

  it("tells the reason of an operation that fails, and that the mode may not be in force", async () => {
    const error = { code: "QuotaExceeded", message: "It exceeds the quota." };
    set({ operationFaults: [{ path: "demo", error }] });
    const outcome = await run();
    assert.ok(outcome.kind === "failed");
    assert.equal(outcome.refusal.kind, "quota");
    assert.match(outcome.statement, /Azure shows mode Auto, but .* ended as Failed/);
  });

  it("takes a PUT whose answer was lost for what it was", async () => {
    set({ faults: [{ method: "PUT", path: "demo", drop: "after", times: 1 }] });
    assert.equal((await run()).kind, "changed");
    assert.equal(azure.recorder.requests(puts).length, 1);
  });

  it("says that nothing changed when the PUT never arrived", async () => {
    set({ faults: [{ method: "PUT", path: "demo", drop: "before" }] });
    const outcome = await run();
    assert.equal(outcome.kind, "interrupted");
    assert.match(outcome.statement, /Azure shows mode Manual\.$/);
    assert.equal(azure.recorder.requests(puts).length, 1);
  });

  it("repeats a PUT after 429 as long as Azure asks, and no other way", async () => {
    const waits: number[] = [];
    const slow = { status: 429, headers: { "retry-after": "20" }, times: 2 };
    set({ faults: [{ method: "PUT", path: "demo", ...slow }] });
    const outcome = await run(auto, {
      wait: (milliseconds) => {
        waits.push(milliseconds);
        azure.advance(milliseconds / 1000);
        return Promise.resolve();
      },
    });
    assert.equal(outcome.kind, "changed");
    assert.deepEqual(waits.slice(0, 2), [20_000, 20_000]);
    for (const status of [500, 502, 503, 504]) {
      azure.setState(() => fresh);
      azure.recorder.clear();
      set({ faults: [{ method: "PUT", path: "demo", status }] });
      assert.equal((await run()).kind, "interrupted");
      assert.equal(azure.recorder.requests(puts).length, 1);
    }
  });

  it("asks for a new token once when one has expired", async () => {
    set({ faults: [{ method: "PUT", path: "demo", status: 401, times: 1 }] });
    assert.equal((await run()).kind, "changed");
    azure.setState(() => fresh);
    set({ faults: [{ method: "PUT", path: "demo", status: 401 }] });
    const outcome = await run();
    assert.ok(outcome.kind === "not-sent");
    assert.equal(outcome.failure.kind, "sign-in");
  });

  it("leaves the operation to Azure when it is cancelled while waiting, and resumes it later", async () => {
    const cancel = new AbortController();
    let kept = "";
    const outcome = await changeMode(
      accessTo(azure),
      { id, change: auto },
      {
        signal: cancel.signal,
        onAccepted: (pending) => {
          kept = JSON.stringify(pending);
          cancel.abort();
        },
      },
    );
    assert.ok(outcome.kind === "cancelled");
    assert.equal(outcome.stage, "running");
    assert.match(outcome.statement, /not in force yet/);
    const pending = JSON.parse(kept) as PendingModeChange;
    const resumed = await followModeChange(accessTo(azure), pending);
    assert.equal(resumed.kind, "changed");
  });

  it("resumes after Azure has forgotten the operation", async () => {
    let kept: PendingModeChange | undefined;
    await changeMode(accessTo(azure), { id, change: auto }, { onAccepted: (one) => (kept = one) });
    azure.setState((state) => ({ ...state, operations: {} }));
    assert.ok(kept);
    assert.equal((await followModeChange(accessTo(azure), kept)).kind, "changed");
  });

  it("resumes by what may be kept of the operation, which has no signature, and still says why it failed", async () => {
    set({ settings: { ...defaultSettings, signedUrls: true } });
    const accepted: PendingModeChange[] = [];
    const stop = new AbortController();
    const onAccepted = (pending: PendingModeChange) => {
      accepted.push({ ...pending, operation: keptOperation(pending.operation) });
      stop.abort();
    };
    await changeMode(accessTo(azure), { id, change: auto }, { onAccepted, signal: stop.signal });
    const [pending] = accepted;
    assert.ok(pending);
    assert.match(pending.operation.url ?? "", /\/operations\/[^?&]+\?api-version=[\d-]+$/);
    const finished = await followModeChange(accessTo(azure), pending);
    assert.equal(finished.kind, "changed");
    const message = ".properties.nodeProvisioningProfile.mode cannot be Auto";
    setProperty(["provisioningState"], "Failed");
    setProperty(["status"], { provisioningError: { code: "BadRequest", message } });
    const failed = await followModeChange(accessTo(azure), pending);
    assert.equal(failed.kind, "failed");
    assert.equal(JSON.stringify(failed).includes(message), true);
  });

  /** The window closes once the PUT is kept, before its answer, which `fault` is about; what the next one tells. */
  async function afterReload(fault: Partial<AzureState>) {
    const kept: string[] = [];
    set(fault);
    const onSending = (pending: PendingModeChange) => {
      assert.deepEqual(azure.recorder.requests(puts), []);
      kept.push(JSON.stringify(pending));
    };
    const gone = changeMode(
      accessTo(azure, { wait: () => new Promise(() => undefined) }),
      { id, change: auto },
      { onSending },
    );
    while (azure.recorder.requests(puts).length === 0) await new Promise((go) => setTimeout(go, 5));
    void gone;
    set({ faults: [] });
    return resumeModeChange(accessTo(azure), JSON.parse(kept[0] ?? "") as PendingModeChange);
  }

  it("is followed after a reload that came before the answer, and told as what the cluster shows", async () => {
    const arrived = await afterReload({});
    assert.equal(arrived.statement, "The change to mode Auto is done. Azure shows mode Auto.");
  });

  it("says after such a reload that the change has not arrived, after two looks", async () => {
    const lost = await afterReload({ faults: [{ method: "PUT", path: "demo", drop: "before" }] });
    assert.equal(
      lost.statement,
      "The answer to the change to mode Auto was lost: the window closed before Azure answered. Azure shows mode Manual.",
    );
  });

  it("says after such a reload that nothing is known while Azure cannot be asked", async () => {
    const operation = {
      resourceId: id,
      apiVersion: "2025-05-01",
      startedAt: "2026-11-01T10:00:00Z",
    };
    const pending = { clusterId: id, change: auto, operation, isUnanswered: true } as const;
    set({ faults: [{ method: "GET", path: "demo", status: 403 }] });
    assert.equal((await resumeModeChange(accessTo(azure), pending)).kind, "unknown");
  });

  it("sends nothing after it was cancelled", async () => {
    const outcome = await changeMode(
      accessTo(azure),
      { id, change: auto },
      { signal: AbortSignal.abort() },
    );
    assert.ok(outcome.kind === "cancelled");
    assert.equal(outcome.stage, "before");
    assert.deepEqual(azure.recorder.requests(puts), []);
  });

  it("tells that the operation was cancelled in Azure", async () => {
    let isAborted = false;
    const outcome = await run(auto, {
      wait: async (milliseconds) => {
        if (!isAborted) {
          isAborted = true;
          await abortLatestOperation(accessTo(azure), id);
        }
        azure.advance(milliseconds / 1000);
      },
    });
    assert.ok(outcome.kind === "cancelled");
    assert.equal(outcome.stage, "aborted");
  });

  it("can wait until somebody else's operation has ended", async () => {
    await azure.send("PATCH", id, { body: { tags: { a: "b" } } });
    const { apiVersion } = await getCluster(accessTo(azure), id);
    const words: string[] = [];
    const onProgress = ({ status }: { status: string }): unknown => words.push(status);
    const ended = await waitUntilIdle(accessTo(azure), { id, apiVersion }, { onProgress });
    assert.deepEqual(ended, { status: "Succeeded" });
    assert.deepEqual([...new Set(words)], ["Updating"]);
    assert.equal((await run()).kind, "changed");
  });

  it("tells who may not write which permission is missing", async () => {
    const message =
      "The client 'a@b.c' with object id '4' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/write' over scope '/subscriptions/1' or the scope is invalid.";
    const body = { error: { code: "AuthorizationFailed", message } };
    set({ faults: [{ method: "PUT", path: "demo", status: 403, body }] });
    const outcome = await run();
    assert.ok(outcome.kind === "refused");
    assert.equal(
      outcome.explanation.title,
      "You lack the permission Microsoft.ContainerService/managedClusters/write.",
    );
  });
});
