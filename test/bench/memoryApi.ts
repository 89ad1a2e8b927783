import { resources, type ResourceName } from "../../src/kube/resources.ts";
import type { ClusterSnapshot } from "../../src/nap/disable/snapshot/snapshot.ts";
import type { Certificate } from "../emulator/certificates.ts";
import { snapshotLists, type SnapshotList } from "../../src/kube/readSnapshot.ts";
import {
  page,
  startFakeApi,
  type Answer,
  type FakeApi,
  type SeenRequest,
} from "../unit/kube/fakeApi.ts";

/** An API server that keeps a snapshot in memory and sends what changes to its watches. */
export interface MemoryApi extends FakeApi {
  /** Sends a change of one object to every watch of its kind, all in one piece of the stream. */
  change(list: SnapshotList, changes: readonly ObjectChange[]): void;
}

export interface ObjectChange {
  readonly type: "MODIFIED" | "DELETED";
  readonly object: { readonly metadata: object };
}

type Watch = (text: string) => void;

const groupOf = (name: ResourceName) => {
  const { group, version } = resources[name];
  return group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
};

/** Starts one, over TLS where a certificate is given. */
export async function startMemoryApi(
  snapshot: ClusterSnapshot,
  tls?: Certificate,
): Promise<MemoryApi> {
  const watches = new Map<SnapshotList, Set<Watch>>(snapshotLists.map((list) => [list, new Set()]));
  const paths = new Map(
    snapshotLists.map((list) => [`${groupOf(list)}/${resources[list].plural}`, list]),
  );
  let version = 1000;
  const api = await startFakeApi((request) => {
    const list = paths.get(request.path);
    if (list === undefined) return otherAnswer(request);
    if (request.query.watch === undefined) return listed(snapshot[list], request);
    return (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
      const write: Watch = (text) => void response.write(text);
      watches.get(list)?.add(write);
      response.on("close", () => watches.get(list)?.delete(write));
    };
  }, tls);
  return {
    ...api,
    change: (list, changes) => {
      const text = changes.map(({ type, object }) => {
        const metadata = { ...object.metadata, resourceVersion: String((version += 1)) };
        return `${JSON.stringify({ type, object: { ...object, metadata } })}\n`;
      });
      for (const write of watches.get(list) ?? []) write(text.join(""));
    },
  };
}

function listed(items: readonly object[], { query }: SeenRequest): Answer {
  const begin = Number(query.continue ?? 0);
  const end = begin + Number(query.limit ?? items.length);
  return page(items.slice(begin, end), "1000", end < items.length ? String(end) : undefined);
}

/** Whoever asks for rights has them; the rest is not there. */
function otherAnswer({ path, body }: SeenRequest): Answer {
  if (path.endsWith("accessreviews"))
    return { body: { ...(body as object), status: { allowed: true } } };
  return {
    status: 404,
    body: { kind: "Status", status: "Failure", code: 404, reason: "NotFound" },
  };
}
