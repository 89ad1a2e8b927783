import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestAzure, type TestAzure } from "../emulator/client.ts";
import { at } from "../emulator/json.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import { signedIn } from "../emulator/signedIn.ts";
import {
  answerDialog,
  contextAction,
  expand,
  notification,
  openClusterView,
  pickRow,
  quickInput,
  treeRow,
} from "./clusterTree.ts";
import { screenshot, startWorkbench, type Workbench } from "./workbench.ts";

describe("a window that is loaded again while Azure is at work", () => {
  let folder = "";
  let azure: TestAzure;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "nap-resume-"));
    const state = manyClusters({ clusters: 2, subscriptions: 1 });
    const settings = { ...state.settings, retryAfterSeconds: 1 };
    azure = await startTestAzure({ state: { ...state, settings } });
    const size = { width: 1400, height: 1000 };
    workbench = await startWorkbench({}, size, signedIn(azure, folder));
    workbench.page.setDefaultTimeout(100_000);
    await openClusterView(workbench);
  });
  after(async () => {
    await workbench.stop();
    await azure.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("goes on watching NAP being enabled, and tells how it ended", async () => {
    const { page } = workbench;
    await treeRow(workbench, /Subscription 0|cluster-00001/).waitFor();
    if ((await treeRow(workbench, "cluster-00001").count()) === 0)
      await expand(workbench, "Subscription 0");
    await contextAction(workbench, "cluster-00001", "Enable Node Auto-Provisioning");
    const goOn = page.locator(".monaco-dialog-box .monaco-button", { hasText: "Go On" });
    const question = quickInput(page).filter({ hasText: "default NodePools" });
    await goOn.or(question).first().waitFor();
    if (await goOn.isVisible()) await goOn.click();
    await pickRow(workbench, "Default NodePools: None");
    await answerDialog(workbench, "Enable");
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await notification(workbench, /Azure is working on mode Auto/);

    await page.reload();
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await screenshot(workbench, "clusters-resumed");
    azure.advance(600);
    await notification(workbench, /cluster-00001: /);
    await treeRow(workbench, /cluster-00001.*NAP on/).waitFor();
    assert.deepEqual(modeOf("cluster-00001"), { mode: "Auto", defaultNodePools: "None" });
  });

  function modeOf(name: string): unknown {
    const clusters = Object.entries(azure.getState().clusters);
    const [, cluster] = clusters.find(([id]) => id.endsWith(name)) ?? [];
    return at(cluster, "properties", "nodeProvisioningProfile");
  }
});
