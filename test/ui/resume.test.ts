import assert from "node:assert/strict";
import type { TestAzure } from "../emulator/client.ts";
import { at } from "../emulator/json.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  contextAction,
  expand,
  notification,
  pickRow,
  quickInput,
  treeRow,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { screenshot, type Workbench } from "./workbench.ts";

function startState(): AzureState {
  const state = manyClusters({ clusters: 2, subscriptions: 1 });
  return { ...state, settings: { ...state.settings, retryAfterSeconds: 1 } };
}

describe("a window that is loaded again while Azure is at work", () => {
  let azure: TestAzure;
  let workbench: Workbench;

  withAzureWorkbench({ state: startState() }, (started) => {
    ({ azure, workbench } = started);
    workbench.page.setDefaultTimeout(100_000);
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
