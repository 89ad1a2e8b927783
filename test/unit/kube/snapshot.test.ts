import assert from "node:assert/strict";
import { accessFromText } from "../../../src/kube/access.ts";
import { problemOf } from "../../../src/kube/kubeError.ts";
import { readSnapshot, snapshotLists } from "../../../src/kube/readSnapshot.ts";
import { watchSnapshot } from "../../../src/kube/watchSnapshot.ts";
import type { ClusterSnapshot } from "../../../src/nap/disable/snapshot/snapshot.ts";
import {
  named,
  page,
  startFakeApi,
  status,
  until,
  watched,
  type Answer,
  type FakeApi,
  type SeenRequest,
} from "./fakeApi.ts";

describe("a snapshot of a cluster", () => {
  let api: FakeApi;
  afterEach(() => api.close());

  const open = async (answer: (request: SeenRequest) => Answer) => {
    api = await startFakeApi(answer);
    return accessFromText(api.kubeconfig());
  };
  const answers = ({ path, query }: SeenRequest): Answer => {
    if (query.watch === "true")
      return watched(
        path.endsWith("/pods") ? [{ type: "ADDED", object: named("later", "2") }] : [],
      );
    if (path.endsWith("/aksnodeclasses")) return status(404, "NotFound");
    if (path.endsWith("/events")) return status(500, "InternalError");
    return path.endsWith("/namespaces")
      ? status(403, "Forbidden")
      : page([named(path.split("/").at(-1) ?? "", "1")], "1");
  };
  const names = (snapshot: ClusterSnapshot | undefined) =>
    Object.fromEntries(
      snapshotLists.map((list) => {
        // Events have metadata too, which plans do not read.
        const objects = (snapshot?.[list] ?? []) as readonly { metadata?: { name?: string } }[];
        return [list, objects.map(({ metadata }) => metadata?.name)];
      }),
    );
  const unread = (snapshot: ClusterSnapshot | undefined) =>
    snapshot?.unread.map(({ list, reason }) => [list, reason]);
  const expected = {
    pods: ["pods"],
    nodes: ["nodes"],
    nodePools: ["nodepools"],
    nodeClaims: ["nodeclaims"],
    aksNodeClasses: [],
    podDisruptionBudgets: ["poddisruptionbudgets"],
    persistentVolumes: ["persistentvolumes"],
    persistentVolumeClaims: ["persistentvolumeclaims"],
    storageClasses: ["storageclasses"],
    daemonSets: ["daemonsets"],
    namespaces: [],
    events: [],
  };
  const expectedUnread = [
    ["aksNodeClasses", "missing"],
    ["namespaces", "forbidden"],
    ["events", "failed"],
  ];

  it("holds every list, and says which could not be read and why", async () => {
    const access = await open(answers);
    const snapshot = await readSnapshot(access);
    access.close();
    assert.deepEqual(names(snapshot), expected);
    assert.deepEqual(unread(snapshot), expectedUnread);
    assert.equal(snapshot.managedCluster, undefined);
  });

  it("fails as a whole when the cluster does not let us in", async () => {
    const access = await open(() => status(401, "Unauthorized"));
    const error = await readSnapshot(access).catch((reason: unknown) => reason);
    access.close();
    assert.equal(problemOf(error)?.kind, "unauthorized");
  });

  it("can be followed: first when all lists are known, then after each change", async () => {
    const access = await open(answers);
    const stop = new AbortController();
    const seen: ClusterSnapshot[] = [];
    const ended = watchSnapshot(access, {
      signal: stop.signal,
      onChange: (snapshot) => seen.push(snapshot),
      everyMs: 1,
    });
    await until(() => (seen.at(-1)?.pods.length ?? 0) > 1, "the change is seen");
    stop.abort();
    await ended;
    access.close();
    assert.deepEqual(names(seen.at(-1)), { ...expected, pods: ["pods", "later"] });
    assert.deepEqual(unread(seen.at(-1)), expectedUnread);
    for (const snapshot of seen) assert.equal(snapshot.nodes.length, 1);
  });
});
