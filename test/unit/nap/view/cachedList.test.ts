import assert from "node:assert/strict";
import { cachedText, readCached } from "../../../../src/nap/view/cachedList.ts";
import type { CachedList } from "../../../../src/nap/view/cachedList.ts";
import type { ClusterRow } from "../../../../src/nap/view/clusterRow.ts";

const row = (name: string): ClusterRow => ({
  id: `/subscriptions/s/${name}`,
  name,
  subscriptionId: "s",
  tenantId: "t",
  resourceGroup: "rg",
  location: "westeurope",
  napMode: "Auto",
  isConfirmed: true,
  kubernetesVersion: "1.34",
  provisioningState: "Succeeded",
  powerState: "Running",
  sku: "Base",
  isPrivate: false,
});

const kept: CachedList = {
  at: "2026-11-22T10:00:00.000Z",
  list: {
    subscriptions: [{ id: "s", name: "production", tenantId: "t" }],
    clusters: [row("a"), row("b")],
    problems: [{ scope: "sandbox", text: "no answer", kind: "network" }],
  },
};

describe("the list that is kept for the next start", () => {
  it("comes back as it was, its problems marked as those of that time", () => {
    const problems = kept.list.problems.map((one) => ({ ...one, isOld: true }));
    assert.deepEqual(readCached(cachedText(kept)), { ...kept, list: { ...kept.list, problems } });
  });

  it("is bounded", () => {
    const clusters = Array.from({ length: 20_001 }, (_, index) => row(`c${index}`));
    const read = readCached(cachedText({ ...kept, list: { ...kept.list, clusters } }));
    assert.equal(read?.list.clusters.length, 20_000);
  });

  it("is none where the text is cut, of another form or of something else", () => {
    const text = cachedText(kept);
    for (const other of ["", text.slice(0, -5), "[]", "null", text.replace('"form":1', '"form":0')])
      assert.equal(readCached(other), undefined);
  });

  it("leaves out rows without an id", () => {
    const text = JSON.stringify({ form: 1, at: "x", clusters: [null, {}, row("a")] });
    assert.deepEqual(readCached(text)?.list.clusters, [row("a")]);
  });
});
