import assert from "node:assert/strict";
import { listObjects, mergePatch, waitFor } from "../cluster/clusterObjects.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { dialogText, answerDialog, notification, quickInput, treeRow } from "../ui/clusterTree.ts";
import { reloadWindow, runCommand, screenshot } from "../ui/workbench.ts";
import { twoPools } from "./blockerLoad.ts";
import { freeze, switchToManual, taint, undo } from "./danceActs.ts";
import { azureSwitches, leftOfKarpenter, writtenPools } from "./danceWorld.ts";
import { answer, clickRow, sameAfterReload } from "./disableView.ts";
import { openWay, withDance } from "./withDance.ts";

/** Longer than the tests take: the operation ends when they say so. */
const slowSeconds = 900;

describeWithGo("a way to Manual that is killed, cut short and loaded again", () => {
  const dance = withDance({
    load: twoPools,
    prepare: ({ demo }) => {
      demo.azure.setState((state) => ({
        ...state,
        settings: { ...state.settings, operationSeconds: slowSeconds },
      }));
    },
  });
  before(() => openWay(dance().workbench, "Freeze 2 NodePools..."));

  const labelOfPool = (value: string | null) => ({
    metadata: { labels: { "karpenter.sh/nodepool": value } },
  });

  async function fixedNodes(): Promise<readonly string[]> {
    const nodes = await listObjects(dance().world.client, "Node");
    const fixed = nodes.filter(
      ({ metadata }) => metadata.labels?.["kubernetes.azure.com/agentpool"],
    );
    return fixed.map(({ metadata }) => metadata.name).sort();
  }

  it("is killed between the patches of two NodePools, and begins again with the truth", async () => {
    const { world, workbench, written } = dance();
    const path = /\/nodepools\/b\?(?!.*dryRun)/;
    world.proxy.faults.push({ method: "PATCH", path, times: 1, does: "hold" });
    await clickRow(workbench, "Freeze 2 NodePools...");
    await answer(workbench, { says: /limits-before-freeze/, button: "Freeze" });
    await waitFor("the patch of NodePool b to be on its way", () =>
      Promise.resolve(world.proxy.faults[0]?.times === 0 ? true : undefined),
    );
    // This ends the extension host and all else of VS Code by SIGKILL; nothing of its data is kept.
    await workbench.stop();
    const [a, b] = await writtenPools(world.client);
    assert.notDeepEqual(a, written[0]);
    assert.deepEqual(b, written[1]);

    dance().workbench = await world.openWindow();
    await openWay(dance().workbench, "Freeze 1 NodePool...");
    await treeRow(dance().workbench, /2\. Freeze NodePools.*1 of 2 frozen/).waitFor();
    await screenshot(dance().workbench, "dance-killed");
    assert.deepEqual(await writtenPools(world.client), [a, b]);
  });

  it("gives both NodePools back exactly", async () => {
    const { world, workbench, written } = dance();
    await undo(world, workbench);
    assert.deepEqual(await writtenPools(world.client), written);
  });

  it("deletes the NAP nodes on demand, after the name of the cluster was typed, and no other node", async () => {
    const { world, workbench } = dance();
    await freeze(workbench, "Freeze 2 NodePools...");
    await taint(workbench, "Keep the budgets");
    const fixed = await fixedNodes();
    const [labelled = ""] = fixed;
    // Somebody has put Karpenter's label on a node that is not Karpenter's.
    await mergePatch(world.client, { kind: "Node", name: labelled }, labelOfPool("a"));
    await treeRow(workbench, /which Karpenter never makes/).waitFor();

    await clickRow(workbench, "Skip the Migration: Delete NAP Nodes Now...");
    const warning = await dialogText(workbench);
    assert.match(warning, /Delete 1 NAP node of shop-live now\?/);
    assert.match(warning, /1 pod has to move/);
    assert.match(warning, /Pending until room is made \(1\): default\/web-/);
    assert.match(warning, new RegExp(`Node ${labelled} is left alone: no NodeClaim`));
    await screenshot(workbench, "dance-skip");
    await answerDialog(workbench, "Go On");
    const input = quickInput(workbench.page).locator("input");
    await input.fill("shop-life");
    await quickInput(workbench.page).getByText("This is not shop-live.").waitFor();
    await input.press("Enter");
    await screenshot(workbench, "dance-skip-typed");
    await input.fill("shop-live");
    await input.press("Enter");
    await notification(workbench, /Done: .*(delete|Delete)/);

    await waitFor("the NAP node to go", async () =>
      (await leftOfKarpenter(world.client)).join() === labelled ? true : undefined,
    );
    assert.deepEqual(await fixedNodes(), fixed);
    await treeRow(workbench, /6\. Confirm.*blocked/)
      .or(treeRow(workbench, /5\. Drain.*1 node left/))
      .first()
      .waitFor();
    await mergePatch(world.client, { kind: "Node", name: labelled }, labelOfPool(null));
    await treeRow(workbench, /6\. Confirm.*done/).waitFor();
    assert.deepEqual(await fixedNodes(), fixed);
  });

  it("shows the same step when the window is loaded again at the confirmation", () =>
    sameAfterReload(dance().workbench, "Switch to Manual..."));

  it("goes on when the window is loaded again while Azure switches the mode", async () => {
    const { world, workbench, written } = dance();
    await switchToManual(workbench);
    await azureSwitches(world);
    await treeRow(workbench, /7\. Switch to Manual.*waiting/).waitFor();
    await reloadWindow(workbench);
    await treeRow(workbench, /7\. Switch to Manual.*waiting/).waitFor();
    await screenshot(workbench, "dance-switching");
    world.demo.azure.advance(slowSeconds);
    await runCommand(workbench, "NAP: Refresh Disable NAP");
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await undo(world, workbench);
    assert.deepEqual(await writtenPools(world.client), written);
  });
});
