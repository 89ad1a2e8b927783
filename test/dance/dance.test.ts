import assert from "node:assert/strict";
import { mergePatch, waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { contextAction, expand, notification, pickRow, treeRow } from "../ui/clusterTree.ts";
import { reloadWindow, runCommand, screenshot, type Workbench } from "../ui/workbench.ts";
import { freezesAndThaws } from "./contextFreeze.ts";
import { freeze, taint, undo } from "./danceActs.ts";
import { leftOfKarpenter, writtenPools, type DanceWorld } from "./danceWorld.ts";
import {
  answer,
  askByPalette,
  clickNotification,
  clickRow,
  pictures,
  sameAfterReload,
  toggleView,
} from "./disableView.ts";
import { makesRoomThroughReload } from "./roomThroughReload.ts";
import { openWay, withDance } from "./withDance.ts";

describeWithGo("the way to Manual by clicks, on the demo load", () => {
  const dance = withDance({
    // Nobody is asked about budgets that let every node drift already, as those of the demo do for pools of one node.
    prepare: async ({ client }) => {
      const budgets = [{ nodes: "0", reasons: ["Drifted"] }];
      const pool = { kind: "NodePool", name: "default" };
      await mergePatch(client, pool, { spec: { disruption: { budgets } } });
    },
  });
  let world: DanceWorld;
  let workbench: Workbench;
  let written: readonly unknown[];
  /** Those of Karpenter, and their NodeClaims. */
  let napNodes: readonly string[];

  before(async () => {
    ({ world, workbench, written } = dance());
    napNodes = await leftOfKarpenter(world.client);
  });

  it("freezes NodePools and thaws them again where only a kubeconfig knows the cluster", async () => {
    await freezesAndThaws(dance());
  });

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

  it("shows the same plan when the window was loaded again", () =>
    sameAfterReload(workbench, "Freeze 3 NodePools..."));

  it("freezes the NodePools after showing the patches", async () => {
    await freeze(workbench, "Freeze 3 NodePools...", { picture: "3-freeze" });
    await notification(workbench, /3 changes done/);
    await treeRow(workbench, "Taint 3 NodePools...").waitFor();
    await pictures(workbench, "4-frozen");
  });

  /** Undoes all by clicks and compares the NodePools as objects; the view is at its beginning again. */
  async function undone(): Promise<void> {
    await undo(world, workbench);
    assert.deepEqual(await writtenPools(world.client), written);
    await treeRow(workbench, "Freeze 3 NodePools...").waitFor();
  }

  it("shows the same step, frozen, and undoes the freeze", async () => {
    await sameAfterReload(workbench, "Taint 3 NodePools...");
    await undone();
  });

  it("says what it cannot read while the way to the API server is cut, and goes on after it", async () => {
    await freeze(workbench, "Freeze 3 NodePools...");
    world.proxy.cut();
    await treeRow(workbench, /lists could not be read.*broke off/).waitFor();
    await screenshot(workbench, "dance-4-cut");
    world.proxy.mend();
    await treeRow(workbench, "could not be read").waitFor({ state: "detached" });
    await treeRow(workbench, "Taint 3 NodePools...").waitFor();
  });

  it("taints the NodePools with their budgets as they are, and undoes both", async () => {
    await taint(workbench, "Keep the budgets");
    await undone();
  });

  it("taints the NodePools by the palette's next step, with wider budgets", async () => {
    await freeze(workbench, "Freeze 3 NodePools...");
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
  });

  it("shows the same step, tainted, and undoes the wider budgets with all else", async () => {
    await sameAfterReload(workbench, "Make Room...");
    await undone();
    await freeze(workbench, "Freeze 3 NodePools...");
    await taint(workbench, "100% of the nodes at a time");
  });

  it("goes on when the window is loaded again while Azure is at work on a pool", async () => {
    await makesRoomThroughReload(dance());
  });

  it("shows the drain when the window is loaded again in it, and undoes all while nodes go", async () => {
    await waitFor("a node to go", async () => {
      const left = await leftOfKarpenter(world.client);
      return left.length < napNodes.length ? true : undefined;
    });
    await reloadWindow(workbench);
    await treeRow(workbench, /5\. Drain.*left/).waitFor();
    await undone();
    await screenshot(workbench, "dance-10-undone");
    await freeze(workbench, "Freeze 3 NodePools...");
    await taint(workbench, "100% of the nodes at a time");
    await treeRow(workbench, /4\. Make Room.*done/).waitFor();
    await pictures(workbench, "10-drain");
  });

  it("goes on in a window on another machine, which names what holds the drain and helps", async () => {
    await workbench.stop();
    workbench = dance().workbench = await world.openWindow();
    await openWay(workbench, /5\. Drain/);
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
    await clickNotification(workbench, /nothing of Karpenter is left/, "Switch to Manual");
    await answer(workbench, {
      says: /Switch to Manual on shop-live\?[^]*--node-provisioning-mode Manual/,
      button: "Switch",
      picture: "14-switch",
    });
    await notification(workbench, /Azure shows mode Manual/);
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await pictures(workbench, "15-manual");
    await sameAfterReload(workbench, "Undo Changes to NodePools...");
  });

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
