import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as library from "../../src/cluster.ts";
import type { NapCluster } from "../../src/nap/disable/snapshot/napCluster.ts";
import type { Plan, RunReport } from "../../src/nap/disable/changes/runChanges.ts";
import { runText } from "../../src/nap/view/disable/runText.ts";
import { napClusterOf } from "../../src/ui/disable/napClusterOf.ts";
import { userKubeconfig } from "../emulator/userKubeconfig.ts";
import type { ApiClient } from "./apiClient.ts";
import { startApiProxy, type ApiProxy } from "./apiProxy.ts";
import { listObjects, mergePatch, type ClusterObject } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { applyAll, nodeClass, nodePool } from "./scenario.ts";
import { loadOf, putLoad } from "./sideLoad.ts";
import { budget, freeze, remedy, sidePlans, skip, undo, unfreeze } from "./sidePlans.ts";
import { withControlPlane } from "./withControlPlane.ts";

describeWithGo("undo, remedies and skipping when the API server or the way to it fails", () => {
  let folder = "";
  let client: ApiClient;
  let proxy: ApiProxy;
  let kube: library.ClusterAccess;
  let cluster: NapCluster;
  let written: readonly unknown[];

  withControlPlane("api", async (plane) => {
    ({ client } = plane);
    folder = mkdtempSync(join(tmpdir(), "nap-side-"));
    await applyAll(
      client,
      nodeClass,
      nodePool("a", { spec: { limits: { cpu: "10", memory: "20Gi" } } }),
      nodePool("b", {
        spec: { disruption: { consolidateAfter: "1h", budgets: [{ nodes: "1" }] } },
      }),
    );
    proxy = await startApiProxy(plane.cluster, folder);
    const id = "/subscriptions/s/resourceGroups/g/providers/p/managedClusters/c";
    kube = library.accessFromText(userKubeconfig(proxy.cluster, id));
    const setManual = () => Promise.reject(new Error("nobody switches the mode here"));
    cluster = napClusterOf({ library, kube, azure: undefined, setManual });
    written = await pools();
  });
  beforeEach(async () => {
    await putLoad(client);
    assert.deepEqual((await make(freeze)).left, []);
  });
  afterEach(async () => {
    proxy.faults.length = 0;
    assert.deepEqual((await make(undo)).left, []);
    assert.deepEqual(await pools(), written);
  });
  after(async () => {
    kube.close();
    await proxy.stop();
    rmSync(folder, { recursive: true });
  });

  /** All of each NodePool but what the server counts and remembers for itself. */
  async function pools(): Promise<readonly unknown[]> {
    const own = ["resourceVersion", "generation", "managedFields"];
    return (await listObjects(client, "NodePool")).map(({ metadata, ...rest }: ClusterObject) => {
      const kept = Object.entries(metadata).filter(([key]) => !own.includes(key));
      return { ...rest, metadata: Object.fromEntries(kept) };
    });
  }

  async function make(plan: Plan, by = cluster): Promise<RunReport> {
    return library.runChanges(by, { agreed: plan(await cluster.read()), plan });
  }

  for (const [what, { plan, call, done }] of Object.entries(sidePlans)) {
    for (const does of [409, "cutBefore", "cutAfter"] as const)
      it(`${what} goes on by itself after ${does}`, async () => {
        proxy.faults.push({ ...call, times: 1, does });
        const report = await make(plan);
        assert.equal(proxy.faults[0]?.times, 0);
        assert.equal(runText(report).isSuccess, true, runText(report).text);
        assert.deepEqual(await loadOf(client), [done]);
      });

    for (const [does, words] of [
      [403, /No right to/],
      [410, /410/],
      [409, /changed by somebody else|409/],
      ["cutBefore", /broke off/],
    ] as const)
      it(`${what} stops with the truth when ${does} does not end`, async () => {
        proxy.faults.push({ ...call, times: 99, does });
        const report = await make(plan);
        assert.match(runText(report).text, words);
        assert.deepEqual([report.made, report.left.length], [[], 1]);
        assert.deepEqual(await loadOf(client), []);
      });
  }

  for (const [what, plan] of Object.entries({ undo, unfreeze })) {
    const call = { method: "PATCH", path: /\/nodepools\/b/ } as const;
    for (const does of [409, "cutBefore", "cutAfter"] as const)
      it(`${what} goes on by itself after ${does}`, async () => {
        proxy.faults.push({ ...call, times: 1, does });
        assert.equal(runText(await make(plan)).isSuccess, true);
        assert.deepEqual(await pools(), written);
      });

    for (const does of [403, 410, 409, "cutBefore"] as const)
      it(`${what} says which NodePool is still frozen when ${does} does not end`, async () => {
        proxy.faults.push({ ...call, times: 99, does });
        const { made, left } = await make(plan);
        const names = (all: RunReport["made"]) => all.map((one) => "name" in one && one.name);
        assert.deepEqual([names(made), names(left)], [["a"], ["b"]]);
        assert.deepEqual((await pools())[0], written[0]);
      });
  }

  it("an eviction that a PodDisruptionBudget forbids is told with its name, and the pod stays", async () => {
    await applyAll(client, budget);
    const report = await make(remedy({ kind: "evictPod", pod: "default/web" }));
    assert.deepEqual([report.made, report.left.length], [[], 1]);
    assert.match(runText(report).text, /web/);
    assert.deepEqual(await loadOf(client), []);
    await client.send("DELETE", "/apis/policy/v1/namespaces/default/poddisruptionbudgets/web");
  });

  it("an eviction whose answer was lost does not hit the pod that has come in its place", async () => {
    proxy.faults.push({ method: "POST", path: /\/eviction/, times: 1, does: "cutAfter" });
    const replacing: NapCluster = {
      ...cluster,
      apply: async (change, options) => {
        const problem = await cluster.apply(change, options);
        if (problem !== undefined) await putLoad(client);
        return problem;
      },
    };
    const report = await make(remedy({ kind: "evictPod", pod: "default/web" }), replacing);
    assert.equal(runText(report).isSuccess, true, runText(report).text);
    assert.deepEqual(await loadOf(client), []);
  });

  it("a node that lost its label before its deletion stays", async () => {
    const racing: NapCluster = {
      ...cluster,
      apply: async (change, options) => {
        const labels = { "karpenter.sh/nodepool": null };
        await mergePatch(client, { kind: "Node", name: "n" }, { metadata: { labels } });
        return cluster.apply(change, options);
      },
    };
    const report = await make(skip, racing);
    assert.deepEqual(
      (await listObjects(client, "Node")).map(({ metadata }) => metadata.name),
      ["fixed", "n"],
    );
    assert.deepEqual(
      [report.made.map((one) => one.do), report.problem],
      [["deleteNode"], undefined],
    );
  });
});
