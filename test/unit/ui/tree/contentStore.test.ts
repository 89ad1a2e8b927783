import "../useVscode.ts";
import assert from "node:assert/strict";
import { accessFromText } from "../../../../src/kube/access.ts";
import { watchCluster } from "../../../../src/kube/watchCluster.ts";
import { placeId } from "../../../../src/nap/view/contents/contentMessages.ts";
import type { ContextNode } from "../../../../src/nap/view/treeNode.ts";
import type { PlaceReader } from "../../../../src/ui/azure/placeReader.ts";
import type { ContentStore } from "../../../../src/ui/tree/contentStore.ts";
import { named, page, startFakeApi, until } from "../../kube/fakeApi.ts";
import type { FakeApi } from "../../kube/fakeApi.ts";

const kinds = ["aksnodeclasses", "events", "nodeclaims", "nodepools", "nodes"];

const place: ContextNode = {
  kind: "context",
  context: { name: "kind", server: "https://127.0.0.1", signIn: "stored" },
};

describe("what expanded clusters contain", () => {
  let Store: typeof ContentStore;
  let api: FakeApi;
  let store: ContentStore;
  /** Watches that are open at this moment, by kind. */
  let open: string[];
  let send: (kind: string, events: readonly object[]) => void;
  let readings: Promise<void>[];

  before(async () => {
    ({ ContentStore: Store } = await import("../../../../src/ui/tree/contentStore.ts"));
  });
  beforeEach(async () => {
    open = [];
    readings = [];
    const streams = new Map<string, (events: readonly object[]) => void>();
    send = (kind, events) => streams.get(kind)?.(events);
    api = await startFakeApi(({ path, query }) => {
      const kind = path.split("/").at(-1) ?? "";
      if (query.watch === undefined) return page([], "1");
      return (response) => {
        open.push(kind);
        response.on("close", () => open.splice(open.indexOf(kind), 1));
        response.writeHead(200, { "content-type": "application/json" });
        response.flushHeaders();
        // All in one piece, as a busy server sends them.
        streams.set(kind, (events) =>
          response.write(events.map((event) => `${JSON.stringify(event)}\n`).join("")),
        );
      };
    });
    store = new Store(reader);
    store.setVisible(true);
  });
  afterEach(async () => {
    store.dispose();
    await Promise.all(readings);
    await api.close();
  });

  /** List and watch as in VS Code, on a server that counts. */
  const reader: PlaceReader = {
    findContexts: () => Promise.resolve({ contexts: [], silent: [] }),
    read: (_place, show, signal) => {
      const access = accessFromText(api.kubeconfig());
      const watching = watchCluster(access, signal, (contents) => show({ contents }));
      readings.push(watching.finally(() => access.close()));
    },
  };

  const requests = () => api.seen.map(({ path, query }) => [path.split("/").at(-1), query.watch]);
  const isWatched = () => open.length === kinds.length;
  const contents = () => store.known.get(placeId(place))?.contents;

  it("are followed by one list and one watch for each kind, however often VS Code asks", async () => {
    store.follow(place);
    store.follow(place);
    await until(isWatched, "all kinds are watched");
    assert.deepEqual(open.toSorted(), kinds);
    const both = kinds.flatMap((kind) => [`${kind} list`, `${kind} watch`]);
    const asked = requests().map(
      ([kind, watch]) => `${kind} ${watch === undefined ? "list" : "watch"}`,
    );
    assert.deepEqual(asked.toSorted(), both);
  });

  it("are not asked for at all while nothing is expanded", () => {
    assert.deepEqual(requests(), []);
    assert.equal(readings.length, 0);
  });

  for (const [how, end, goOn] of [
    ["collapsed", () => store.leave(place), () => store.follow(place)],
    ["out of sight", () => store.setVisible(false), () => store.setVisible(true)],
  ] as const)
    it(`are left alone when ${how}: no watch, no timer, no connection; and followed again later`, async () => {
      store.follow(place);
      await until(isWatched, "all kinds are watched");
      end();
      // Every loop of list and watch has ended: none of them has a timer left.
      await Promise.all(readings);
      await until(() => open.length === 0, "the watches are closed");
      const before = requests().length;
      assert.equal(readings.length, 1);
      goOn();
      await until(isWatched, "all kinds are watched again");
      assert.equal(requests().length, before + 2 * kinds.length);
    });

  it("change once for many events that come together", async () => {
    store.follow(place);
    await until(() => isWatched() && contents()?.kinds.nodes.phase === "live", "nodes are live");
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    const labels = { "karpenter.sh/nodepool": "web" };
    const events = Array.from({ length: 1000 }, (_, index) => {
      const object = named(`web-${index}`, `${index + 2}`) as { metadata: object };
      return { type: "ADDED", object: { metadata: { ...object.metadata, labels } } };
    });
    send("nodeclaims", events);
    await until(() => contents()?.strayNodes.length === 1000, "all NodeClaims are shown");
    // A busy machine may deliver them in several pieces, and tells of them ten times a second at most.
    assert.ok(changes < 100, `${changes} changes`);
  });

  it("forget what was seen of a collapsed cluster", async () => {
    store.follow(place);
    await until(() => contents() !== undefined, "there are contents");
    store.leave(place);
    assert.equal(store.known.size, 0);
  });
});
