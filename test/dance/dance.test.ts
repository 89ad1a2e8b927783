import assert from "node:assert/strict";
import { listObjects, waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { contextAction, expand, notification, pickRow, treeRow } from "../ui/clusterTree.ts";
import { runCommand, screenshot, type Workbench } from "../ui/workbench.ts";
import {
  contextName,
  leftOfKarpenter,
  startDanceWorld,
  writtenPools,
  type DanceWorld,
} from "./danceWorld.ts";
import {
  acceptPicks,
  answer,
  askByPalette,
  clickNotification,
  clickRow,
  pictures,
  reload,
  stepTexts,
  toggleView,
} from "./disableView.ts";

describeWithGo("the way to Manual by clicks, on the demo load", () => {
  let world: DanceWorld;
  let workbench: Workbench;
  let written: readonly unknown[];

  before(async function () {
    this.timeout(40 * 60_000);
    world = await startDanceWorld();
    written = await writtenPools(world.client);
    workbench = await world.openWindow();
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await screenshot(workbench, "dance-failed");
  });
  after(async () => {
    await workbench.stop();
    await world.stop();
  });

  it("freezes NodePools and thaws them again where only a kubeconfig knows the cluster", async () => {
    await treeRow(workbench, contextName).waitFor();
    for (const [verb, says] of [
      ["Freeze", /limits-before-freeze/],
      ["Unfreeze", /"nap\.aks\/limits-before-freeze":null/],
    ] as const) {
      await contextAction(workbench, contextName, `${verb} NodePools...`);
      await acceptPicks(workbench);
      await answer(workbench, { says, button: verb, picture: `0-${verb.toLowerCase()}` });
      await poolsOnce(verb === "Freeze" ? 3 : 0);
    }
    assert.deepEqual(await writtenPools(world.client), written);
  });

  /** So many NodePools remember their limits. */
  async function poolsOnce(frozen: number): Promise<void> {
    await waitFor(`${frozen} frozen NodePools`, async () => {
      const pools = await listObjects(world.client, "NodePool");
      const ours = pools.filter(({ metadata: { annotations = {} } }) =>
        Object.keys(annotations).some((key) => key.startsWith("nap.aks/")),
      );
      return ours.length === frozen ? true : undefined;
    });
  }

  it("opens from the context menu of the cluster, looks and changes nothing", async () => {
    await expand(workbench, "Contoso Production");
    await contextAction(workbench, "shop-live", "Disable Node Auto-Provisioning");
    await treeRow(workbench, "Freeze 3 NodePools...").waitFor();
    await screenshot(workbench, "dance-1-opened");
    await toggleView(workbench, "Clusters");
    await pictures(workbench, "2-look");
    assert.deepEqual(await writtenPools(world.client), written);
  });

  it("opens from the palette too, and again after it was closed", async () => {
    await runCommand(workbench, "NAP: Close Disable NAP");
    await treeRow(workbench, "Freeze 3 NodePools...").waitFor({ state: "detached" });
    await askByPalette(workbench, "NAP: Disable Node Auto-Provisioning...");
    await pickRow(workbench, "shop-live");
    await treeRow(workbench, "Freeze 3 NodePools...").waitFor();
  });

  it("freezes the NodePools after showing the patches", async () => {
    await clickRow(workbench, "Freeze 3 NodePools...");
    await answer(workbench, {
      says: /Freeze 3 NodePools on shop-live\?[^]*kubectl patch nodepool[^]*nap\.aks\/limits-before-freeze/,
      button: "Freeze",
      picture: "3-freeze",
    });
    await treeRow(workbench, /2\. Freeze NodePools.*done/).waitFor();
    await notification(workbench, /3 changes done/);
    await treeRow(workbench, "Taint 3 NodePools...").waitFor();
    await pictures(workbench, "4-frozen");
  });

  /** Loads the window again and waits until the view shows the same steps, with the row to go on by. */
  async function sameAfterReload(row: string): Promise<void> {
    const shown = await stepTexts(workbench);
    await reload(workbench);
    await treeRow(workbench, row).waitFor();
    assert.deepEqual(await stepTexts(workbench), shown);
  }

  it("shows the same step when the window was loaded again", () =>
    sameAfterReload("Taint 3 NodePools..."));

  it("says what it cannot read while the way to the API server is cut, and goes on after it", async () => {
    world.proxy.cut();
    await treeRow(workbench, /lists could not be read.*broke off/).waitFor();
    await screenshot(workbench, "dance-4-cut");
    world.proxy.mend();
    await treeRow(workbench, "could not be read").waitFor({ state: "detached" });
    await treeRow(workbench, "Taint 3 NodePools...").waitFor();
  });

  it("taints the NodePools by the palette's next step, with wider budgets", async () => {
    await askByPalette(workbench, "NAP: Take Next Step to Manual...");
    await workbench.page.getByText("100% of the nodes at a time").first().waitFor();
    await screenshot(workbench, "dance-5-budgets");
    await pickRow(workbench, "100% of the nodes at a time");
    await answer(workbench, {
      says: /Taint 3 NodePools on shop-live\?[^]*karpenter\.azure\.com\/disable/,
      button: "Taint",
      picture: "6-taint",
    });
    await treeRow(workbench, /3\. Taint NodePools.*done/).waitFor();
    await treeRow(workbench, "Make Room...").waitFor();
    await pictures(workbench, "7-tainted");
    await sameAfterReload("Make Room...");
  });

  it("makes room in the fixed pools", async () => {
    await clickRow(workbench, "Make Room...");
    await screenshot(workbench, "dance-8-room");
    await acceptPicks(workbench);
    await answer(workbench, {
      says: /Make room on shop-live\?[^]*az aks nodepool add/,
      button: "Make Room",
      picture: "9-make-room",
    });
    await treeRow(workbench, /4\. Make Room.*done/).waitFor();
    await pictures(workbench, "10-drain");
  });

  it("goes on in a window on another machine, which names what holds the drain and helps", async () => {
    await workbench.stop();
    workbench = await world.openWindow();
    await expand(workbench, "Contoso Production");
    await contextAction(workbench, "shop-live", "Disable Node Auto-Provisioning");
    await treeRow(workbench, /5\. Drain/).waitFor();
    await toggleView(workbench, "Clusters");
    await treeRow(workbench, "default/migration must not be disrupted").waitFor();
    await pictures(workbench, "11-held");
    await clickRow(workbench, "Remove the do-not-disrupt annotation of pod default/migration");
    await answer(workbench, {
      says: /kubectl annotate pod migration/,
      button: "Remove",
      picture: "12-remedy",
    });
    await treeRow(workbench, "default/migration must not be disrupted").waitFor({
      state: "detached",
    });
  });

  it("says when nothing of Karpenter is left, and switches to Manual", async () => {
    await treeRow(workbench, /6\. Confirm.*done/).waitFor();
    await pictures(workbench, "13-drained");
    assert.deepEqual([world.mode(), await leftOfKarpenter(world.client)], ["Auto", []]);
    refuseOnce();
    await clickNotification(workbench, /nothing of Karpenter is left/, "Switch to Manual");
    await answer(workbench, { says: /Switch to Manual on shop-live/, button: "Switch" });
    const refused = await notification(workbench, /Another operation is in progress/);
    await screenshot(workbench, "dance-13-refused");
    assert.match(refused, /Azure shows mode Auto/);
    assert.equal(world.mode(), "Auto");
    await clickRow(workbench, /^Switch to Manual\.\.\./);
    await answer(workbench, {
      says: /Switch to Manual on shop-live\?[^]*--node-provisioning-mode Manual/,
      button: "Switch",
      picture: "14-switch",
    });
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await pictures(workbench, "15-manual");
    await sameAfterReload("Undo Changes to NodePools...");
  });

  /** Azure refuses the next change of the cluster because somebody else is at it. */
  function refuseOnce(): void {
    const message =
      "Operation is not allowed because there's an in progress update managed cluster operation (operation ID: 00000000-0000-4000-8000-000000000001) on the managed cluster started on UTC 2026-05-01T10:00:00Z. Please wait for it to finish before starting a new operation.";
    const body = { code: "OperationNotAllowed", details: null, message, subcode: "" };
    const fault = { method: "PUT", path: "shop-live\\?", status: 409, times: 1, body };
    world.demo.azure.setState((state) => ({ ...state, faults: [fault] }));
  }

  it("gives the NodePools back exactly as they were", async () => {
    await clickRow(workbench, "Undo Changes to NodePools...");
    await answer(workbench, {
      says: /Undo the changes to 3 NodePools on shop-live\?/,
      button: "Undo",
      picture: "16-undo",
    });
    await notification(workbench, /3 changes done/);
    assert.deepEqual(await writtenPools(world.client), written);
    await screenshot(workbench, "dance-17-undone");
  });
});
