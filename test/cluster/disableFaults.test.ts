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
import { createApiClient, type ApiClient } from "./apiClient.ts";
import { startApiProxy, type ApiFault, type ApiProxy } from "./apiProxy.ts";
import { listObjects, type ClusterObject } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { applyAll, nodeClass, nodePool } from "./scenario.ts";
import { isChanged, type PoolStep } from "./isChanged.ts";
import { putNapNode } from "./sideLoad.ts";
import { undo } from "./sidePlans.ts";
import { startCluster, type TestCluster } from "./start.ts";

const steps = ["freeze", "taint"] as const;
const pools = ["a", "b", "c"];

function planOf(step: PoolStep): Plan {
  return (snapshot) =>
    library.disableSteps
      .find(({ id }) => id === step)
      ?.changes(
        library.stateOf(snapshot, {
          widenBudgets: {
            nodes: "100%",
            pools: snapshot.nodePools.map(({ metadata }) => metadata.name),
          },
        }),
      ) ?? [];
}

describeWithGo("the way to Manual when the API server or the way to it fails", () => {
  let folder = "";
  let control: TestCluster;
  let client: ApiClient;
  let proxy: ApiProxy;
  let kube: library.ClusterAccess;
  let cluster: NapCluster;
  let written: readonly unknown[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "nap-faults-"));
    control = await startCluster({ parts: "api" });
    client = createApiClient(control);
    await applyAll(
      client,
      nodeClass,
      nodePool("a"),
      nodePool("b", { spec: { limits: { cpu: "10", memory: "20Gi" } } }),
      nodePool("c", {
        spec: { disruption: { consolidateAfter: "1h", budgets: [{ nodes: "1" }] } },
      }),
    );
    // Of one node every budget lets all drift, and nothing would be widened.
    for (const pool of pools) for (const number of [1, 2]) await putNapNode(client, pool, number);
    proxy = await startApiProxy(control, folder);
    const id = "/subscriptions/s/resourceGroups/g/providers/p/managedClusters/c";
    kube = library.accessFromText(userKubeconfig(proxy.cluster, id));
    cluster = reachedBy(kube);
    written = await specs();
  });
  after(async () => {
    kube.close();
    await proxy.stop();
    client.close();
    await control.stop();
    rmSync(folder, { recursive: true });
  });

  function reachedBy(access: library.ClusterAccess): NapCluster {
    const setManual = () => Promise.reject(new Error("nobody switches the mode here"));
    return napClusterOf({ library, kube: access, azure: undefined, setManual });
  }

  async function stored(): Promise<readonly ClusterObject[]> {
    return listObjects(client, "NodePool");
  }

  async function specs(): Promise<readonly unknown[]> {
    return (await stored()).map(({ metadata: { name, annotations }, spec }) => {
      return { name, annotations, spec };
    });
  }

  async function make(plan: Plan, by = cluster): Promise<RunReport> {
    return library.runChanges(by, { agreed: plan(await cluster.read()), plan });
  }

  /** Begins the step with what the steps before it leave. */
  async function prepare(step: PoolStep): Promise<void> {
    if (step === "taint") assert.equal(runText(await make(planOf("freeze"))).isSuccess, true);
  }

  async function undone(): Promise<void> {
    proxy.faults.length = 0;
    assert.deepEqual((await make(undo)).left, []);
    assert.deepEqual(await specs(), written);
  }

  function changedBy(report: RunReport): readonly string[] {
    return report.made.flatMap((one) => (one.do === "patchNodePool" ? [one.name] : [])).sort();
  }

  async function changed(step: PoolStep): Promise<readonly string[]> {
    const all = (await stored()).filter((pool) => isChanged(pool, step));
    return all.map(({ metadata }) => metadata.name).sort();
  }

  const once: readonly ApiFault["does"][] = [409, "cutBefore", "cutAfter"];
  for (const step of steps)
    for (const pool of pools) {
      for (const does of once)
        it(`${step} goes on by itself after ${does} at NodePool ${pool}, and can be undone`, async () => {
          await prepare(step);
          proxy.faults.push({
            method: "PATCH",
            path: new RegExp(`/nodepools/${pool}`),
            times: 1,
            does,
          });
          const report = await make(planOf(step));
          assert.equal(proxy.faults[0]?.times, 0);
          assert.deepEqual([runText(report).isSuccess, changedBy(report)], [true, pools]);
          assert.deepEqual(await changed(step), pools);
          await undone();
        });

      for (const [does, words] of [
        [403, /No right to patch/],
        [410, /410/],
        [409, /changed by somebody else/],
      ] as const)
        it(`${step} stops with the truth when NodePool ${pool} answers ${does} again and again`, async () => {
          await prepare(step);
          proxy.faults.push({
            method: "PATCH",
            path: new RegExp(`/nodepools/${pool}`),
            times: 99,
            does,
          });
          const report = await make(planOf(step));
          assert.match(runText(report).text, words);
          assert.deepEqual(changedBy(report), await changed(step));
          assert.equal((await changed(step)).includes(pool), false);
          await undone();
        });
    }

  for (const step of steps)
    it(`${step} says that nothing is known when the way is cut in the middle and stays so`, async () => {
      await prepare(step);
      const agreed = planOf(step)(await cluster.read());
      let count = 0;
      const cutting: NapCluster = {
        ...cluster,
        apply: async (change, options) => {
          count += 1;
          if (count === 2) proxy.cut();
          return cluster.apply(change, options);
        },
      };
      const report = await library.runChanges(cutting, { agreed, plan: planOf(step) });
      assert.equal(report.after, undefined);
      assert.match(runText(report).text, /could not be read/);
      proxy.mend();
      // The first change was made; that the API server took it is what counts.
      assert.deepEqual(await changed(step), ["a"]);
      const { steps: views } = library.readingOf(await cluster.read());
      assert.equal(views.find(({ id }) => id === step)?.changes.length, 2);
      await undone();
    });

  it("changes nothing with the kubeconfig of a reader, and says which right is missing", async () => {
    const reader = library.accessFromFile(control.kubeconfigs.reader);
    const report = await make(planOf("freeze"), reachedBy(reader));
    reader.close();
    assert.deepEqual([report.made, report.problem?.kind], [[], "forbidden"]);
    assert.deepEqual(await specs(), written);
  });

  it("counts lists as unread that answer 410, and derives no step from them", async () => {
    proxy.faults.push({ method: "GET", path: /\/nodepools\?/, times: 99, does: 410 });
    const { unread, steps: views } = library.readingOf(await cluster.read());
    assert.deepEqual(
      unread.map(({ list }) => list),
      ["nodePools"],
    );
    assert.equal(views.find(({ id }) => id === "manual")?.changes.length, 0);
    await undone();
  });
});
