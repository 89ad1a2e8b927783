import assert from "node:assert/strict";
import { applyManifests, listObjects, mergePatch, waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { disruptionBudget } from "../cluster/scenario.ts";
import { contextAction, expand, treeRow } from "../ui/clusterTree.ts";
import { screenshot, type Workbench } from "../ui/workbench.ts";
import { blockerLoad, nakedPod, smallPool } from "./blockerLoad.ts";
import { askForRoom, freeze, taint } from "./danceActs.ts";
import { leftOfKarpenter, startDanceWorld, writtenPools, type DanceWorld } from "./danceWorld.ts";
import { answer, clickRow, pictures, toggleView } from "./disableView.ts";

const held = { metadata: { annotations: { "karpenter.sh/do-not-disrupt": "true" } } };

describeWithGo("what holds a drain, and what helps, by clicks", () => {
  let world: DanceWorld;
  let workbench: Workbench;
  let written: readonly unknown[];
  /** From the event to its words in the view, in seconds. */
  const seen: Record<string, number> = {};

  before(async function () {
    this.timeout(40 * 60_000);
    world = await startDanceWorld(blockerLoad);
    workbench = await world.openWindow();
    await expand(workbench, "Contoso Production");
    await contextAction(workbench, "shop-live", "Disable Node Auto-Provisioning");
    await toggleView(workbench, "Clusters");
    await treeRow(workbench, "Freeze 2 NodePools...").waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await screenshot(workbench, "dance-failed");
  });
  after(async () => {
    console.log(`        seconds until the view said it: ${JSON.stringify(seen)}`);
    await workbench.stop();
    await world.stop();
  });

  async function podOf(app: string) {
    const pods = await listObjects(world.client, "Pod");
    const pod = pods.find(({ metadata }) => metadata.labels?.app === app);
    assert.ok(pod, app);
    return { name: pod.metadata.name, node: (pod.spec as { nodeName: string }).nodeName };
  }

  async function names(what: string, words: RegExp, cause: () => Promise<unknown>): Promise<void> {
    await cause();
    const began = Date.now();
    await treeRow(workbench, words).waitFor();
    seen[what] = (Date.now() - began) / 1000;
  }

  it("is a PodDisruptionBudget of 0", () =>
    names("PodDisruptionBudget", /PodDisruptionBudget default\/guarded never lets one go/i, () =>
      applyManifests(world.client, disruptionBudget("guarded", 0)),
    ));

  it("is a pod that must not be disrupted", () =>
    names("pod", /default\/steady-\S+ must not be disrupted/, async () => {
      const { name } = await podOf("steady");
      await mergePatch(world.client, { kind: "Pod", name }, held);
    }));

  it("is a node that must not be disrupted", () =>
    names("node", /^Node: do-not-disrupt/, async () => {
      const { node } = await podOf("pinned");
      await mergePatch(world.client, { kind: "Node", name: node }, held);
    }));

  it("is the budget of a NodePool that is closed", () =>
    names("budget", /closed: its budgets never let a node drift/, () =>
      mergePatch(
        world.client,
        { kind: "NodePool", name: "closed" },
        { spec: { disruption: { budgets: [{ nodes: "0" }] } } },
      ),
    ));

  it("is a pod without controller, which would be lost", () =>
    names("naked pod", /default\/alone has no controller/, async () => {
      await applyManifests(world.client, nakedPod("alone"));
      await waitFor("the pod to run", async () => (await podOf("alone")).node || undefined);
    }));

  it("is a static NodePool, which can be scaled to 0 by a click", async () => {
    await names("static NodePool", /fixed-size is static/, () =>
      applyManifests(world.client, smallPool("fixed-size", { replicas: 1 })),
    );
    written = await writtenPools(world.client);
    await pictures(workbench, "blockers-look");
    await expand(workbench, "Static NodePool");
    await clickRow(workbench, "Scale static NodePool fixed-size to 0");
    await answer(workbench, { says: /"replicas":\s?0/, button: "Scale", picture: "static" });
    await treeRow(workbench, /fixed-size is static/).waitFor({ state: "detached" });
  });

  it("is somebody who sets limits back, and the step is there again", async () => {
    await freeze(workbench, "Freeze 2 NodePools...");
    await names("limits set back", /Freeze 1 NodePool\.\.\./, () =>
      mergePatch(
        world.client,
        { kind: "NodePool", name: "open" },
        { spec: { limits: { cpu: "100" } } },
      ),
    );
    await screenshot(workbench, "dance-blockers-reverted");
    await freeze(workbench, "Freeze 1 NodePool...");
  });

  it("is room, which is made from where it lacks", async () => {
    await taint(workbench, "Keep the budgets");
    await pictures(workbench, "blockers-drain");
    await askForRoom(workbench, { picture: "room" });
    await treeRow(workbench, /4\. Make Room.*done/).waitFor();
  });

  it("is mended by the remedies beside it, one after the other", async () => {
    await clickRow(workbench, "Let all nodes of NodePool closed drift at once");
    await answer(workbench, {
      says: /"reasons":\s?\["Drifted"\]/,
      button: "Widen",
      picture: "budget",
    });
    await treeRow(workbench, /its budgets never let a node drift/).waitFor({ state: "detached" });

    await clickRow(workbench, /Remove the do-not-disrupt annotation of pod/);
    await answer(workbench, { says: /kubectl annotate pod steady/, button: "Remove" });
    await treeRow(workbench, /default\/steady-\S+ must not/).waitFor({ state: "detached" });

    await clickRow(workbench, /Remove the do-not-disrupt annotation of node/);
    await answer(workbench, { says: /kubectl annotate node/, button: "Remove", picture: "node" });
    await treeRow(workbench, /^Node: do-not-disrupt/).waitFor({
      state: "detached",
    });

    await clickRow(workbench, "Open PodDisruptionBudget default/guarded");
    await workbench.page.locator(".tab.active", { hasText: "guarded.yaml" }).waitFor();
    await pictures(workbench, "blockers-budget");
    // The budget is the owner's to change: the view only opens it.
    await mergePatch(
      world.client,
      { kind: "PodDisruptionBudget", name: "guarded" },
      { spec: { maxUnavailable: 1 } },
    );
    await treeRow(workbench, /6\. Confirm.*done/).waitFor();
    assert.deepEqual(await leftOfKarpenter(world.client), []);
  });

  it("leaves the way to Manual free, and Undo gives every NodePool back", async () => {
    await clickRow(workbench, /^Switch to Manual\.\.\./);
    await answer(workbench, { says: /--node-provisioning-mode Manual/, button: "Switch" });
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await clickRow(workbench, "Undo Changes to NodePools...");
    await answer(workbench, { says: /Undo the changes to 3 NodePools/, button: "Undo" });
    await treeRow(workbench, "Undo Changes to NodePools...").waitFor({ state: "detached" });
    assert.deepEqual(await writtenPools(world.client), written);
  });
});
