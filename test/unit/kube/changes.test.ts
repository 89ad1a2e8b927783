import assert from "node:assert/strict";
import { accessFromText, type ClusterAccess } from "../../../src/kube/access.ts";
import {
  createObject,
  deleteObject,
  evictPod,
  getObject,
  patchObject,
} from "../../../src/kube/changes.ts";
import { applyChange } from "../../../src/kube/applyChange.ts";
import { problemOf } from "../../../src/kube/kubeError.ts";
import {
  freezePatch,
  joinPatches,
  taintPatch,
  widenPatch,
} from "../../../src/nap/disable/changes/patches.ts";
import { undoPool } from "../../../src/nap/disable/changes/undo.ts";
import { nodePool } from "../nap/disable/objects.ts";
import { patched } from "../nap/disable/patched.ts";
import { startFakeApi, status, type Answer, type FakeApi } from "./fakeApi.ts";

describe("a change", () => {
  let api: FakeApi;
  let access: ClusterAccess;
  let answer: Answer;
  before(async () => {
    api = await startFakeApi(() => answer);
    access = accessFromText(api.kubeconfig());
  });
  beforeEach(() => (answer = { body: { metadata: { name: "x" } } }));
  after(async () => {
    access.close();
    await api.close();
  });

  const last = () => {
    const { method, path, query, headers, body } = api.seen.at(-1) ?? assert.fail("none sent");
    return { method, path, query, type: headers["content-type"], body };
  };
  const pod = { name: "p", namespace: "ns", uid: "u", resourceVersion: "7" };
  const preconditions = { uid: "u", resourceVersion: "7" };
  const deleteOptions = { apiVersion: "v1", kind: "DeleteOptions", preconditions };

  it("of fields is a merge patch or a JSON patch under our name", async () => {
    const target = { name: "default" };
    const merge = { type: "merge", patch: { spec: { weight: 1 } } } as const;
    await patchObject(access, "nodePools", { target, change: merge });
    assert.deepEqual(last(), {
      method: "PATCH",
      path: "/apis/karpenter.sh/v1/nodepools/default",
      query: { fieldManager: "aks-nap" },
      type: "application/merge-patch+json",
      body: merge.patch,
    });
    const json = { type: "json", patch: [{ op: "remove", path: "/a" }] } as const;
    await patchObject(access, "nodePools", { target, change: json, isDryRun: true });
    assert.deepEqual(last(), {
      method: "PATCH",
      path: "/apis/karpenter.sh/v1/nodepools/default",
      query: { fieldManager: "aks-nap", dryRun: "All" },
      type: "application/json-patch+json",
      body: json.patch,
    });
  });

  it("of a NodePool's template has a name of its own, so that its time outlives later changes", async () => {
    const pool = nodePool("default");
    const patches = [freezePatch(pool), taintPatch(pool), widenPatch(pool, "100%")];
    const undone = undoPool(patched(pool, taintPatch(pool)?.patch)).change;
    const names: unknown[] = [];
    for (const change of [...patches, joinPatches(patches), undone]) {
      assert.ok(change);
      await applyChange(access, change);
      names.push(last().query.fieldManager);
    }
    const [plain, ofTemplate] = ["aks-nap", "aks-nap-template"];
    assert.deepEqual(names, [plain, ofTemplate, plain, ofTemplate, ofTemplate]);
  });

  it("that deletes names the very object, and leaves the connection fit for the next request", async () => {
    await deleteObject(access, "pods", { target: pod });
    assert.deepEqual(last(), {
      method: "DELETE",
      path: "/api/v1/namespaces/ns/pods/p",
      query: {},
      type: "application/json",
      body: deleteOptions,
    });
    const connections = await api.connections();
    await getObject(access, "pods", pod);
    assert.deepEqual([last().method, await api.connections()], ["GET", connections]);
  });

  it("that deletes is only tested when asked", async () => {
    await deleteObject(access, "nodes", { target: { name: "n", uid: "u" }, isDryRun: true });
    assert.deepEqual(last().body, {
      ...deleteOptions,
      preconditions: { uid: "u" },
      dryRun: ["All"],
    });
  });

  it("that evicts names the very pod", async () => {
    await evictPod(access, { target: pod });
    assert.deepEqual(last(), {
      method: "POST",
      path: "/api/v1/namespaces/ns/pods/p/eviction",
      query: { fieldManager: "aks-nap" },
      type: "application/json",
      body: {
        apiVersion: "policy/v1",
        kind: "Eviction",
        metadata: { name: "p", namespace: "ns" },
        deleteOptions,
      },
    });
  });

  it("that evicts waits for no budget, and names it", async () => {
    const causes = [{ reason: "DisruptionBudget", message: "The disruption budget b needs 2" }];
    answer = status(429, "TooManyRequests", "Cannot evict pod", { causes, retryAfterSeconds: 10 });
    const error = await evictPod(access, { target: pod }).catch((reason: unknown) => reason);
    const problem = problemOf(error);
    assert.equal(problem?.kind, "blocked");
    assert.equal(
      problem.text,
      'The pod "p" cannot be evicted now: The disruption budget b needs 2',
    );
  });

  it("that creates is judged strictly", async () => {
    const object = { metadata: { name: "x" }, spec: {} };
    await createObject(access, "nodePools", { object });
    assert.deepEqual(last(), {
      method: "POST",
      path: "/apis/karpenter.sh/v1/nodepools",
      query: { fieldManager: "aks-nap", fieldValidation: "Strict" },
      type: "application/json",
      body: { apiVersion: "karpenter.sh/v1", kind: "NodePool", ...object },
    });
  });

  it("is never sent again by itself when the connection breaks", async () => {
    answer = (response) => response.destroy();
    const before = api.seen.length;
    const change = { type: "merge", patch: {} } as const;
    const error = await patchObject(access, "nodePools", { target: { name: "x" }, change }).catch(
      (reason: unknown) => reason,
    );
    assert.equal(problemOf(error)?.kind, "cut");
    assert.equal(api.seen.length, before + 1);
  });
});
