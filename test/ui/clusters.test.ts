import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestAzure, type TestAzure } from "../emulator/client.ts";
import { at, overlay } from "../emulator/json.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import { signedIn } from "../emulator/signedIn.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  contextAction,
  dialogText,
  expand,
  notification,
  openClusterView,
  pickRow,
  quickInput,
  treeRow,
  treeTexts,
} from "./clusterTree.ts";
import { screenshot, startWorkbench, type Workbench } from "./workbench.ts";

/** Two subscriptions; 00000 and 00003 are on Auto, 00005 has two address families, 00004 is changed by somebody else. */
function startState(): AzureState {
  const state = manyClusters({ clusters: 6, subscriptions: 2 });
  const clusters = Object.fromEntries(
    Object.entries(state.clusters).map(([id, cluster]) => [
      id,
      id.endsWith("cluster-00005")
        ? overlay(cluster, {
            properties: {
              networkProfile: { networkPlugin: "azure", ipFamilies: ["IPv4", "IPv6"] },
            },
          })
        : cluster,
    ]),
  );
  const conflict = {
    method: "PUT",
    path: "cluster-00004\\?",
    status: 409,
    body: {
      code: "OperationNotAllowed",
      details: null,
      message:
        "Operation is not allowed because there's an in progress update managed cluster operation (operation ID: 00000000-0000-4000-8000-000000000001) on the managed cluster started on UTC 2026-05-01T10:00:00Z. Please wait for it to finish before starting a new operation.",
      subcode: "",
    },
  };
  const settings = { ...state.settings, retryAfterSeconds: 1 };
  return { ...state, settings, clusters, faults: [conflict] };
}

describe("clusters in the workbench", () => {
  let folder = "";
  let azure: TestAzure;
  let workbench: Workbench;
  let clock: NodeJS.Timeout;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "nap-clusters-"));
    azure = await startTestAzure({ state: startState() });
    clock = setInterval(() => {
      azure.advance(20);
    }, 500);
    const size = { width: 1400, height: 1000 };
    workbench = await startWorkbench({}, size, signedIn(azure, folder));
    await openClusterView(workbench);
  });

  after(async () => {
    clearInterval(clock);
    await workbench.stop();
    await azure.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("lists subscriptions and their clusters with their modes", async () => {
    await expand(workbench, "Subscription 1");
    await treeRow(workbench, "cluster-00001").waitFor();
    await expand(workbench, "Subscription 0");
    await treeRow(workbench, "cluster-00000").waitFor();
    await screenshot(workbench, "clusters-list");
    const texts = await treeTexts(workbench);
    assert.deepEqual(
      texts.filter((text) => text.startsWith("cluster-")).map((text) => text.slice(0, 13)),
      [0, 2, 4, 1, 3, 5].map((index) => `cluster-0000${index}`),
    );
  });

  it("says below an expanded cluster what is wrong and what to do, and shows what Azure knows", async () => {
    await expand(workbench, "cluster-00001");
    await treeRow(workbench, "Azure gives no kubeconfig").waitFor();
    await expand(workbench, "Fixed-size pools");
    await treeRow(workbench, /^system/).waitFor();
    await screenshot(workbench, "clusters-expanded");
    await treeRow(workbench, "cluster-00001").locator(".monaco-tl-twistie").click();
  });

  it("narrows the list while one types, and brings it back", async () => {
    await workbench.page.locator(".action-label[aria-label*='Search Clusters']").first().click();
    await quickInput(workbench.page).locator("input").fill("00003");
    await treeRow(workbench, "cluster-00001").waitFor({ state: "detached" });
    await treeRow(workbench, "cluster-00003").waitFor();
    await screenshot(workbench, "clusters-search");
    const found = (await treeTexts(workbench)).filter((text) => text.startsWith("cluster-"));
    assert.deepEqual(
      found.map((text) => text.slice(0, 13)),
      ["cluster-00003"],
    );
    await workbench.page.keyboard.press("Escape");
    await treeRow(workbench, "Subscription 0").waitFor();
    await screenshot(workbench, "clusters-after-search");
    for (const name of ["Subscription 1", "Subscription 0"]) await expand(workbench, name);
    await treeRow(workbench, "cluster-00001").waitFor();
  });

  it("tells in a report what stands in the way", async () => {
    await contextAction(workbench, "cluster-00005", "Preflight Report");
    await treeRow(workbench, "Blocks (").waitFor();
    await screenshot(workbench, "clusters-preflight");
    const texts = await treeTexts(workbench);
    assert.ok(
      texts.some((text) => text.includes("IPv6")),
      texts.join("\n"),
    );
  });

  it("enables node auto-provisioning after asking, and tells what Azure shows", async () => {
    await contextAction(workbench, "cluster-00001", "Enable Node Auto-Provisioning");
    await passObstacles();
    await pickRow(workbench, "Default NodePools: None");
    const question = await dialogText(workbench);
    await screenshot(workbench, "clusters-enable-question");
    assert.match(
      question,
      /az aks update[^]*--node-provisioning-mode Auto[^]*--node-provisioning-default-pools None/,
    );
    await answerDialog(workbench, "Enable");
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await screenshot(workbench, "clusters-enabling");
    await notification(workbench, /cluster-00001: .*could not be looked into/);
    await screenshot(workbench, "clusters-enabled");
    const [, cluster] =
      Object.entries(azure.getState().clusters).find(([id]) => id.endsWith("cluster-00001")) ?? [];
    assert.deepEqual(at(cluster, "properties", "nodeProvisioningProfile"), {
      mode: "Auto",
      defaultNodePools: "None",
    });
  });

  it("explains a refusal of Azure", async () => {
    await contextAction(workbench, "cluster-00005", "Enable Node Auto-Provisioning");
    assert.match(await dialogText(workbench), /IPv6 or dual stack \(blocks\)/);
    await screenshot(workbench, "clusters-obstacles");
    await passObstacles();
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
    const text = await notification(workbench, /cluster-00005: .*refused/);
    await screenshot(workbench, "clusters-refused");
    assert.match(text, /IPv6|ipFamilies/);
  });

  it("tells the state after somebody else's operation was in the way", async () => {
    await contextAction(workbench, "cluster-00004", "Enable Node Auto-Provisioning");
    await passObstacles();
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
    const text = await notification(workbench, /NAP: cluster-00004: /);
    await screenshot(workbench, "clusters-conflict");
    assert.match(text, /Another operation is in progress[^]*Azure shows mode Manual/);
  });

  /** Goes on past the obstacles of the preflight, where it names some. */
  async function passObstacles(): Promise<void> {
    const goOn = workbench.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Go On" });
    const question = quickInput(workbench.page).filter({ hasText: "default NodePools" });
    await goOn.or(question).first().waitFor();
    if (await goOn.isVisible()) await goOn.click();
  }
});
