import assert from "node:assert/strict";
import { accessFromText, type ClusterAccess } from "../../../src/kube/access.ts";
import { manifestText, objectText } from "../../../src/kube/objectText.ts";
import { startFakeApi, type FakeApi } from "./fakeApi.ts";

const pool = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata: {
    name: "default",
    uid: "u",
    resourceVersion: "7",
    managedFields: [{ manager: "kubectl" }],
    annotations: {
      "karpenter.sh/nodepool-hash": "1",
      "kubectl.kubernetes.io/last-applied-configuration": "{}",
    },
  },
  spec: { weight: 1 },
  status: { nodes: 3 },
};

describe("an object as text", () => {
  let api: FakeApi;
  let access: ClusterAccess;
  let body: Record<string, unknown> = pool;
  before(async () => {
    api = await startFakeApi(() => ({ body }));
    access = accessFromText(api.kubeconfig());
  });
  after(async () => {
    access.close();
    await api.close();
  });

  it("to read is whole but for the notes about who set what", async () => {
    body = pool;
    const text = await objectText(access, "nodePools", { name: "default" });
    assert.deepEqual(
      ["managedFields", "uid: u", "nodes: 3"].map((words) => text.includes(words)),
      [false, true, true],
    );
  });

  it("to edit has nothing that the server and its controllers write", async () => {
    body = pool;
    assert.equal(
      await manifestText(access, "nodePools", { name: "default" }),
      "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: default\nspec:\n  weight: 1\n",
    );
  });

  it("to edit keeps the annotations of its author", async () => {
    const annotations = { ...pool.metadata.annotations, team: "shop" };
    body = { ...pool, metadata: { ...pool.metadata, annotations } };
    const text = await manifestText(access, "nodePools", { name: "default" });
    assert.match(text, /\n {2}annotations:\n {4}team: shop\nspec:/);
  });
});
