import assert from "node:assert/strict";
import type { ApiFault } from "../cluster/apiProxy.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import type { Fault, OperationFault } from "../emulator/faults.ts";
import { asObject, at, type JsonObject } from "../emulator/json.ts";
import { dialogText, notification, treeRow } from "../ui/clusterTree.ts";
import { runCommand, screenshot, type Workbench } from "../ui/workbench.ts";
import { quota, refusals } from "./azureRefusals.ts";
import { twoPools } from "./blockerLoad.ts";
import { askForRoom, freeze, switchToManual, taint, undo } from "./danceActs.ts";
import { agentPools, leftOfKarpenter, writtenPools, type DanceWorld } from "./danceWorld.ts";
import { answer, clickRow } from "./disableView.ts";
import { openWay, withDance } from "./withDance.ts";

/** One after the other. */
function both(first: RegExp, second: RegExp): RegExp {
  return new RegExp(`${first.source}[^]*${second.source}`);
}

describeWithGo("faults on the way to Manual, by clicks", () => {
  const dance = withDance({
    load: twoPools,
    prepare: ({ demo }) => {
      const quick = { operationSeconds: 3 };
      demo.azure.setState((state) => ({ ...state, settings: { ...state.settings, ...quick } }));
    },
  });
  let world: DanceWorld;
  let workbench: Workbench;
  let written: readonly unknown[];

  before(async () => {
    ({ world, workbench, written } = dance());
    await openWay(workbench, "Freeze 2 NodePools...");
  });
  beforeEach(() => runCommand(workbench, "Notifications: Clear All Notifications"));
  afterEach(() => {
    world.proxy.faults.length = 0;
    setAzure([], []);
  });

  function setAzure(faults: readonly Fault[], operationFaults: readonly OperationFault[]): void {
    world.demo.azure.setState((state) => ({ ...state, faults, operationFaults }));
  }

  /** Patches of NodePool b meet this; tries beforehand, which change nothing, are let through. */
  function fail(does: ApiFault["does"], times: number): void {
    const path = /\/nodepools\/b\?(?!.*dryRun)/;
    world.proxy.faults.push({ method: "PATCH", path, times, does });
  }

  it("of rights are told before anything is asked, with the commands for somebody who has them", async () => {
    world.proxy.faults.push({ method: "PATCH", path: /\/nodepools\//, times: 99, does: 403 });
    await clickRow(workbench, "Freeze 2 NodePools...");
    assert.match(await dialogText(workbench), /The cluster would refuse this: No right to patch/);
    const buttons = workbench.page.locator(".monaco-dialog-box .monaco-button");
    await screenshot(workbench, "dance-faults-rights");
    assert.deepEqual((await buttons.allInnerTexts()).sort(), [
      "Cancel",
      "Copy Commands",
      "Show Changes",
    ]);
    await workbench.page.keyboard.press("Escape");
    assert.deepEqual(await writtenPools(world.client), written);
  });

  for (const [does, words] of [
    [403, /No right to patch/],
    [409, /changed by somebody else/],
    [410, /410/],
    ["cutBefore", /broke off/],
  ] as const)
    it(`at one NodePool (${does}) leave the other frozen, and are told as they are`, async () => {
      fail(does, 99);
      await clickRow(workbench, /^Freeze \d NodePools?\.\.\./);
      await answer(workbench, { says: /limits-before-freeze/, button: "Freeze" });
      await notification(workbench, both(/Not done: NodePool b/, words));
      await treeRow(workbench, "Freeze 1 NodePool...").waitFor();
      const [a, b] = await writtenPools(world.client);
      assert.deepEqual(b, written[1]);
      assert.deepEqual(at(a as object, "spec", "limits", "cpu"), "0");
    });

  it("in the middle of a freeze are undone with the rest", async () => {
    await undo(world, workbench);
    assert.deepEqual(await writtenPools(world.client), written);
  });

  it("of the whole way leave what is done unknown, until it can be read", async () => {
    await clickRow(workbench, "Freeze 2 NodePools...");
    await dialogText(workbench);
    world.proxy.cut();
    await answer(workbench, { says: /limits-before-freeze/, button: "Freeze" });
    await notification(workbench, /Not known to be done: NodePool a[^]*could not be read/);
    await screenshot(workbench, "dance-faults-cut");
    world.proxy.mend();
    await treeRow(workbench, "could not be read").waitFor({ state: "detached" });
    assert.deepEqual(await writtenPools(world.client), written);
  });

  it("of an answer alone are got over without a word", async () => {
    fail("cutAfter", 1);
    await freeze(workbench, "Freeze 2 NodePools...");
    await notification(workbench, /2 changes done/);
    await taint(workbench, "100% of the nodes at a time");
  });

  for (const [what, [fault, words]] of Object.entries(refusals))
    it(`of Azure leave the room as it is: ${what}`, async () => {
      const before = agentPools(world);
      setAzure([{ ...fault, method: "PUT", path: "agentPools/" }], []);
      await askForRoom(workbench);
      await notification(workbench, both(/New agent pool/, words));
      assert.deepEqual(agentPools(world), before);
      await treeRow(workbench, "Make Room...").waitFor();
    });

  it("of an operation in Azure name what is left of it, and room is asked for again", async () => {
    setAzure([], [{ path: "agentPools/", times: 1, error: quota }]);
    await askForRoom(workbench);
    await notification(workbench, /Azure says Failed: Insufficient vcpu quota/);
    await treeRow(workbench, /last operation ended as Failed/).waitFor();
    await screenshot(workbench, "dance-faults-room");
    await askForRoom(workbench);
    await treeRow(workbench, /6\. Confirm.*done/).waitFor();
    assert.deepEqual(await leftOfKarpenter(world.client), []);
  });

  for (const [what, [fault, , words]] of Object.entries(refusals))
    it(`of Azure leave the mode as it is: ${what}`, async () => {
      setAzure([{ ...fault, method: "PUT", path: "shop-live\\?" }], []);
      await switchToManual(workbench);
      const text = await notification(workbench, words);
      assert.match(text, /Azure shows mode Auto\./);
      assert.equal(world.mode(), "Auto");
    });

  it("of the operation that switches are told with Azure's words", async () => {
    const error = { code: "InternalOperationError", message: "Karpenter could not be stopped." };
    setAzure([], [{ path: "shop-live$", method: "PUT", times: 1, error }]);
    await switchToManual(workbench);
    await notification(workbench, /Azure took the change to mode Manual, but its operation failed/);
    await treeRow(workbench, /7\. Switch to Manual.*blocked/).waitFor();
    await treeRow(workbench, /last operation on the cluster ended as Failed/).waitFor();
    await screenshot(workbench, "dance-faults-switch");
    // Somebody has started Azure's way back.
    setCluster({ provisioningState: "Succeeded", nodeProvisioningProfile: { mode: "Auto" } });
    await runCommand(workbench, "NAP: Refresh Disable NAP");
    await treeRow(workbench, /^Switch to Manual\.\.\./).waitFor();
  });

  function setCluster(properties: JsonObject): void {
    const id = world.demo.liveId.toLowerCase();
    world.demo.azure.setState((state) => {
      const cluster = state.clusters[id] ?? {};
      const changed = { ...asObject(cluster.properties), ...properties };
      return {
        ...state,
        clusters: { ...state.clusters, [id]: { ...cluster, properties: changed } },
      };
    });
  }

  it("of the last answer alone do not hide that the mode is Manual", async () => {
    setAzure([{ method: "PUT", path: "shop-live\\?", times: 1, drop: "after" }], []);
    await switchToManual(workbench);
    await treeRow(workbench, /7\. Switch to Manual.*done/).waitFor();
    assert.equal(world.mode(), "Manual");
    await undo(world, workbench);
    assert.deepEqual(await writtenPools(world.client), written);
  });
});
