import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  clusterPath,
  createCluster,
  smallCluster,
  startTestAzure,
  type TestAzure,
} from "./client.ts";
import type { Fault } from "./faults.ts";
import { asText, at } from "./json.ts";
import { parseState } from "./state.ts";

describe("scripted faults of the stand-in", () => {
  let azure: TestAzure;
  let path = "";
  before(async () => {
    azure = await startTestAzure();
    path = await createCluster(azure, "faulty");
  });
  beforeEach(() => azure.recorder.clear());
  after(() => azure.stop());

  function script(...faults: readonly Fault[]): void {
    azure.setState((state) => ({ ...state, faults }));
  }

  async function statuses(count: number): Promise<readonly number[]> {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await azure.send("GET", path)).status);
    return seen;
  }

  it("answer with a status and body, for so many requests, after so many", async () => {
    script({ path: "/faulty", method: "GET", skip: 1, times: 2, status: 429, body: { code: "x" } });
    assert.deepEqual(await statuses(5), [200, 429, 429, 200, 200]);
    assert.deepEqual(
      azure.recorder.requests(/^GET /).map(({ status }) => status),
      [200, 429, 429, 200, 200],
    );
  });

  it("hit only the routes that they name", async () => {
    script({ path: "/other", status: 500 }, { path: "faulty", method: "PUT", status: 503 });
    assert.deepEqual(await statuses(1), [200]);
    assert.equal((await azure.send("PUT", path, { body: smallCluster })).status, 503);
  });

  it("lie about Retry-After", async () => {
    script({ path: "/faulty", headers: { "retry-after": "0" } });
    const { status, headers } = await azure.send("GET", path);
    assert.deepEqual([status, headers.get("retry-after")], [200, "0"]);
  });

  it("drop the connection before and after the change is made", async () => {
    const put = (name: string) =>
      azure.send("PUT", clusterPath(azure, name), { body: smallCluster });
    script(
      { path: "/lost-", times: 1, drop: "before" },
      { path: "/made-", times: 1, drop: "after" },
    );
    await assert.rejects(put("lost-x"), /fetch failed/);
    await assert.rejects(put("made-x"), /fetch failed/);
    assert.equal((await azure.send("GET", clusterPath(azure, "lost-x"))).status, 404);
    assert.equal((await azure.send("GET", clusterPath(azure, "made-x"))).status, 200);
  });

  it("lose an answer but make the change", async () => {
    script({ path: "/gateway", method: "PUT", times: 1, status: 504, handled: true });
    const lost = clusterPath(azure, "gateway");
    assert.equal((await azure.send("PUT", lost, { body: smallCluster })).status, 504);
    assert.equal((await azure.send("GET", lost)).status, 200);
  });

  it("change the eTag between GET and PUT", async () => {
    script({ path: "/faulty", method: "GET", times: 1, changeETag: true });
    const tag = async () => asText(at((await azure.send("GET", path)).body, "eTag"));
    const put = async (eTag: string) =>
      (await azure.send("PUT", path, { body: smallCluster, headers: { "if-match": eTag } })).status;
    assert.equal(await put(await tag()), 412);
    assert.equal(await put(await tag()), 200);
    azure.advance(600);
  });

  it("delay an answer until after later ones", async () => {
    script({ path: "/faulty", times: 1, delayMs: 3000 });
    const order: string[] = [];
    const slow = azure.send("GET", path).then(() => order.push("slow"));
    await azure.send("GET", clusterPath(azure, "none")).then(() => order.push("quick"));
    await slow;
    assert.deepEqual(order, ["quick", "slow"]);
  });

  it("leave requests with bodies, and no tokens, in the record", async () => {
    script();
    await azure.send("PATCH", path, { body: { tags: { a: "b" } }, headers: { "if-match": "x" } });
    const [request] = azure.recorder.requests(/^PATCH .*\/faulty/);
    assert.deepEqual(
      [
        request?.body,
        request?.status,
        request?.headers["if-match"],
        request?.headers.authorization,
      ],
      [{ tags: { a: "b" } }, 412, "x", undefined],
    );
  });
});

describe("the state file of the stand-in", () => {
  it("is followed when others write it, and written when a client changes something", async () => {
    const folder = mkdtempSync(join(tmpdir(), "azure-"));
    const stateFile = join(folder, "state.json");
    writeFileSync(stateFile, JSON.stringify({ settings: { operationSeconds: 1 } }));
    const azure = await startTestAzure({ stateFile });
    const path = await createCluster(azure, "filed");
    const written = parseState(readFileSync(stateFile, "utf8"));
    assert.deepEqual(Object.keys(written.clusters), [path.toLowerCase()]);
    assert.equal(written.settings.operationSeconds, 1);
    writeFileSync(stateFile, JSON.stringify({ ...written, clusters: {} }, undefined, 2));
    assert.equal((await azure.send("GET", path)).status, 404);
    await azure.stop();
    rmSync(folder, { recursive: true });
  });
});
