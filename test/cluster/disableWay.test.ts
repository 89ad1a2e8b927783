import assert from "node:assert/strict";
import * as library from "../../src/cluster.ts";
import { manualProblem } from "../../src/nap/disable/manualProblem.ts";
import type { Change } from "../../src/nap/disable/changes/change.ts";
import type { NapCluster } from "../../src/nap/disable/snapshot/napCluster.ts";
import type { Plan, RunReport } from "../../src/nap/disable/changes/runChanges.ts";
import type { StepId } from "../../src/nap/disable/steps.ts";
import { runText } from "../../src/nap/view/disable/runText.ts";
import { napClusterOf } from "../../src/ui/disable/napClusterOf.ts";
import { startDemoAzure, type DemoAzure } from "../demo/demoAzure.ts";
import { accessTo } from "../unit/azure/standIn.ts";
import { waitFor } from "./clusterObjects.ts";
import { startDemoCluster } from "./demo.ts";
import { describeWithGo } from "./goToolchain.ts";
import type { TestCluster } from "./start.ts";

describeWithGo("the way from Auto to Manual on a real control plane", () => {
  let control: TestCluster;
  let demo: DemoAzure;
  let kube: library.ClusterAccess;
  let cluster: NapCluster;

  before(async function () {
    this.timeout(40 * 60_000);
    control = await startDemoCluster();
    demo = await startDemoAzure(control);
    const access = accessTo(demo.azure);
    kube = library.accessFromFile(control.kubeconfig);
    cluster = napClusterOf({
      ...{ library, kube, azure: () => ({ access, id: demo.liveId }) },
      setManual: async ({ signal }) => {
        const wanted = { id: demo.liveId, change: { mode: "Manual" } } as const;
        return manualProblem(await library.changeMode(access, wanted, { signal }));
      },
    });
  });
  after(async () => {
    kube.close();
    await demo.stop();
    await control.stop();
  });

  function planOf(step: StepId): Plan {
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

  async function make(plan: Plan): Promise<RunReport> {
    return library.runChanges(cluster, { agreed: plan(await cluster.read()), plan });
  }

  async function current(): Promise<string> {
    const { steps } = library.readingOf(await cluster.read());
    return steps.find(({ status }) => status !== "done")?.id ?? "none";
  }

  /**
   * Takes a step as a person does: looks, agrees, and looks again when the cluster has changed meanwhile. Nodes drain
   * from the taint on, so that what is missing may be another number at the next look.
   */
  async function take(step: StepId): Promise<void> {
    await waitFor(`step ${step}`, async () => {
      const report = await make(planOf(step));
      assert.equal(runText(report).isSuccess, true, `${step}: ${runText(report).text}`);
      const { steps } = library.readingOf(await cluster.read());
      return steps.find(({ id }) => id === step)?.status === "done" ? true : undefined;
    });
  }

  async function specs(): Promise<readonly unknown[]> {
    const { nodePools } = await cluster.read();
    return nodePools.map(({ metadata: { name, annotations }, spec }) => {
      const ours = Object.keys(annotations ?? {}).filter((key) => key.startsWith("nap.aks/"));
      return { name, ours, spec };
    });
  }

  /** Takes away what holds nodes, as the remedies of the blockers do. */
  function remedies(): Plan {
    return (snapshot) => {
      const state = library.stateOf(snapshot);
      const found = state.outlook.blockers.flatMap((blocker) =>
        blocker.remedies
          .filter(({ kind }) => kind === "removeDoNotDisrupt")
          .flatMap((remedy): readonly Change[] => library.remedyChanges(remedy, state)),
      );
      return found;
    };
  }

  it("begins with a load of three NodePools, a budget and a pod that must not be disrupted", async () => {
    const { nodePools, pods, podDisruptionBudgets } = await cluster.read();
    assert.deepEqual([nodePools.length, pods.length, podDisruptionBudgets.length], [3, 21, 1]);
    const kept = pods.filter(
      ({ metadata }) => metadata.annotations?.["karpenter.sh/do-not-disrupt"] === "true",
    );
    assert.equal(kept.length, 1);
  });

  it("undoes the freeze and the taint so that nothing of them is left", async () => {
    const before = await specs();
    for (const step of ["freeze", "taint"] as const)
      assert.equal(runText(await make(planOf(step))).isSuccess, true);
    assert.notDeepEqual(await specs(), before);
    const undo: Plan = (now) => library.undoPlan(library.inventoryOf(now)).changes;
    assert.equal(runText(await make(undo)).isSuccess, true);
    assert.deepEqual(await specs(), before);
  });

  it("is refused Manual by the last look while NAP nodes are there, without asking Azure", async () => {
    const agreed: readonly Change[] = [{ do: "setMode", mode: "Manual" }];
    const report = await library.runChanges(cluster, { agreed, plan: () => agreed });
    assert.deepEqual(report.made, []);
    assert.match(report.problem?.words ?? "", /The mode stays Auto. .*left/);
    assert.equal((await cluster.read()).managedCluster?.mode, "Auto");
  });

  it("goes from look to Manual, which Azure accepts because the cluster is empty", async () => {
    assert.equal(await current(), "look");
    for (const step of ["freeze", "taint", "room"] as const) await take(step);
    await waitFor(
      "the NAP nodes to go",
      async () => {
        await make(remedies());
        const step = await current();
        // The scheduler may place pods so that the last ones need one more node.
        if (step === "room") await make(planOf(step));
        return step === "manual" ? true : undefined;
      },
      30 * 60_000,
    );
    const report = await make(planOf("manual"));
    assert.equal(runText(report).isSuccess, true, runText(report).text);
    assert.equal(await current(), "none");
    assert.equal((await cluster.read()).managedCluster?.mode, "Manual");
  });
});
