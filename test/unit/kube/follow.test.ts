import assert from "node:assert/strict";
import { accessFromText, type ClusterAccess } from "../../../src/kube/access.ts";
import { listAll } from "../../../src/kube/list.ts";
import { watchKinds, type WatchedKinds } from "../../../src/kube/watchKinds.ts";
import {
  named,
  once,
  page,
  startFakeApi,
  status,
  until,
  watched,
  type Answer,
  type FakeApi,
  type SeenRequest,
} from "./fakeApi.ts";

type Known = WatchedKinds<"nodePools">;

const added = (name: string, version: string) => ({ type: "ADDED", object: named(name, version) });
const deleted = (name: string, version: string) => ({
  type: "DELETED",
  object: named(name, version),
});
const bookmark = (version: string) => ({
  type: "BOOKMARK",
  object: { metadata: { resourceVersion: version } },
});
const expired = {
  type: "ERROR",
  object: { kind: "Status", code: 410, reason: "Expired", message: "too old resource version" },
};

const isWatch = ({ query }: SeenRequest) => query.watch === "true";
const names = (known: Known | undefined) =>
  known?.nodePools.objects.map(({ metadata }) => metadata.name);

describe("list and watch", () => {
  let api: FakeApi;
  let access: ClusterAccess;
  let stop: AbortController;
  let calls: Known[];
  let ended: Promise<void>;

  /** Answers lists and watches, each in the order given; the last one goes on for ever. */
  const start = async (
    script: { lists: Answer[]; watches: Answer[] },
    everyMs = 0,
    pauseMs = 1,
  ) => {
    const { lists, watches } = script;
    const next = (answers: Answer[]): Answer =>
      (answers.length > 1 ? answers.shift() : answers[0]) ?? watched([]);
    api = await startFakeApi((request) => next(isWatch(request) ? watches : lists));
    access = accessFromText(api.kubeconfig());
    stop = new AbortController();
    calls = [];
    const onChange = (known: Known) => calls.push(known);
    const kinds = ["nodePools"] as const;
    ended = watchKinds(access, { kinds, signal: stop.signal, onChange, everyMs, pauseMs });
  };
  const knows = (...wanted: string[]) =>
    until(
      () => JSON.stringify(names(calls.at(-1))) === JSON.stringify(wanted),
      `${wanted.join()} are known, seen ${JSON.stringify(names(calls.at(-1)))}`,
    );
  const phase = () => calls.at(-1)?.nodePools.state.phase;
  const watches = () => api.seen.filter(isWatch);
  const lists = () => api.seen.filter((request) => !isWatch(request));

  afterEach(async () => {
    stop.abort();
    await ended;
    access.close();
    await api.close();
  });

  it("reads all pages and goes on where the list ended", async () => {
    await start({
      lists: [page([named("a", "1")], "7", "more"), page([named("b", "2")], "7")],
      watches: [watched([added("c", "8")])],
    });
    await knows("a", "b", "c");
    assert.deepEqual(
      lists().map(({ query }) => query),
      [{ limit: "500" }, { limit: "500", continue: "more" }],
    );
    assert.deepEqual(
      watches().map(({ query }) => query.resourceVersion),
      ["7"],
    );
    assert.equal(phase(), "live");
  });

  it("shows the pages of the first list as they arrive", async () => {
    await start({
      lists: [page([named("a", "1")], "7", "more"), () => undefined],
      watches: [],
    });
    await knows("a");
    assert.equal(phase(), "loading");
  });

  it("begins the list anew when its pages expire", async () => {
    await start({
      lists: [
        page([named("a", "1")], "7", "more"),
        status(410, "Expired"),
        page([named("a", "1"), named("b", "2")], "9"),
      ],
      watches: [watched([])],
    });
    await until(() => phase() === "live", "it is live");
    assert.deepEqual(names(calls.at(-1)), ["a", "b"]);
    assert.equal(lists().length, 3);
  });

  it("applies changes and removals", async () => {
    await start({
      lists: [page([named("a", "1"), named("b", "1")], "1")],
      watches: [
        watched([deleted("a", "2"), { type: "MODIFIED", object: named("b", "3", { spec: 1 }) }]),
      ],
    });
    await knows("b");
    assert.deepEqual(calls.at(-1)?.nodePools.objects[0]?.spec, 1);
  });

  it("goes on from the last bookmark when the server ends a watch", async () => {
    await start({
      lists: [page([named("a", "1")], "1")],
      watches: [watched([bookmark("40")], "end"), watched([added("b", "41")])],
    });
    await knows("a", "b");
    assert.equal(lists().length, 1);
    assert.deepEqual(
      watches().map(({ query }) => query.resourceVersion),
      ["1", "40"],
    );
  });

  it("goes on from the last change when the connection is cut, and says so meanwhile", async () => {
    await start({
      lists: [page([named("a", "1")], "1")],
      watches: [watched([added("b", "2")], "cut"), watched([])],
    });
    await until(() => calls.some(({ nodePools }) => nodePools.state.phase === "stale"), "stale");
    const stale = calls.find(({ nodePools }) => nodePools.state.phase === "stale");
    assert.deepEqual(names(stale), ["a", "b"]);
    await until(() => phase() === "live", "it is live again");
    assert.deepEqual(names(calls.at(-1)), ["a", "b"]);
    assert.equal(lists().length, 1);
    assert.deepEqual(
      watches().map(({ query }) => query.resourceVersion),
      ["1", "2"],
    );
  });

  for (const [where, answer] of [
    ["in the watch", watched([expired])],
    ["instead of a watch", status(410, "Expired")],
  ] as const) {
    const isFirst = (known: Known) => names(known)?.join() === "a,b";
    it(`lists again after 410 ${where}, and keeps what did not change`, async () => {
      await start({
        lists: [
          page([named("a", "1"), named("b", "1")], "1"),
          page([named("b", "1"), named("c", "5")], "5"),
        ],
        // Only after the first list was told: what comes at once is told as one change.
        watches: [once(() => calls.some(isFirst), answer), watched([])],
      });
      await knows("b", "c");
      const last = calls.at(-1);
      const first = calls.find(isFirst);
      assert.equal(last?.nodePools.objects[0], first?.nodePools.objects[1]);
      assert.equal(phase(), "live");
    });
  }

  it("pauses when the server calls the second list outdated too", async () => {
    const script = { lists: [page([named("a", "1")], "1")], watches: [watched([expired])] };
    await start(script, 0, 1_000_000);
    await until(() => watches().length === 2, "it has tried again");
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(watches().length, 2);
    assert.deepEqual(names(calls.at(-1)), ["a"]);
  });

  it("names a missing right and tries on", async () => {
    await start({
      lists: [status(403, "Forbidden"), page([named("a", "1")], "1")],
      watches: [watched([])],
    });
    await until(() => phase() === "failed", "it failed");
    const state = calls[0]?.nodePools.state;
    assert.ok(state?.phase === "failed");
    assert.match(state.problem.text, /No right to list nodepools\.karpenter\.sh/);
    await knows("a");
    assert.equal(phase(), "live");
  });

  it("does not repeat a failure that stays the same", async () => {
    await start({ lists: [status(500, "InternalError")], watches: [] });
    await until(() => lists().length > 3, "it has tried several times");
    assert.equal(calls.length, 1);
  });

  it("tells many changes together", async () => {
    const many = Array.from({ length: 2000 }, (_, index) => added(`n${index}`, String(index + 2)));
    await start({ lists: [page([], "1")], watches: [watched(many)] }, 50);
    await until(() => names(calls.at(-1))?.length === 2000, "all are there");
    assert.ok(calls.length < 20, `${calls.length} calls`);
  });

  it("leaves no connection and tells nothing after the abort", async () => {
    await start({ lists: [page([], "1")], watches: [watched([])] });
    await until(() => watches().length === 1, "it watches");
    stop.abort();
    await ended;
    access.close();
    const told = calls.length;
    let open = 1;
    const count = () => void api.connections().then((found) => (open = found));
    await until(() => {
      count();
      return open === 0;
    }, "all connections are closed");
    assert.equal(calls.length, told);
  });

  it("ends a pause at once when it is aborted", async () => {
    await start({ lists: [status(403, "Forbidden")], watches: [] });
    await until(() => phase() === "failed", "it failed");
    stop.abort();
    await ended;
  });
});

describe("a list", () => {
  it("keeps of pods what schedules them, without environment, commands and mounts", async () => {
    const container = {
      name: "app",
      image: "registry/app:1",
      env: [{ name: "PASSWORD", value: "secret" }],
      command: ["run"],
      volumeMounts: [{ name: "v", mountPath: "/v" }],
      resources: { requests: { cpu: "1" } },
    };
    const annotations = {
      kept: "yes",
      "kubectl.kubernetes.io/last-applied-configuration": "{...}",
    };
    const managedFields = [{ manager: "kubectl", operation: "Apply", fieldsV1: { a: {} } }];
    const pod = {
      metadata: { name: "p", annotations, managedFields },
      spec: { containers: [container], nodeName: "n" },
      status: { phase: "Running", containerStatuses: [{}] },
    };
    const api = await startFakeApi(() => page([pod], "1"));
    const access = accessFromText(api.kubeconfig());
    const { items } = await listAll(access, "pods");
    access.close();
    await api.close();
    const kept = {
      name: "app",
      image: "registry/app:1",
      resources: { requests: { cpu: "1" } },
    };
    assert.deepEqual(items, [
      {
        metadata: {
          name: "p",
          managedFields: [{ manager: "kubectl", operation: "Apply" }],
          annotations: { kept: "yes" },
        },
        spec: { containers: [kept], nodeName: "n" },
        status: { phase: "Running" },
      },
    ]);
  });
});
