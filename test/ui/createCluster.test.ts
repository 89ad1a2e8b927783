import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { computeOf } from "../emulator/computeOf.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import { answerDialog, notification, pickRow, quickInput, treeRow } from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { screenshot, type Workbench } from "./workbench.ts";

function startState(): AzureState {
  const state = manyClusters({ clusters: 2, subscriptions: 1 });
  const settings = { ...state.settings, retryAfterSeconds: 1 };
  return { ...state, ...computeOf(["westeurope"]), settings };
}

describe("a new cluster in the workbench", () => {
  let workbench: Workbench;

  withAzureWorkbench({ state: startState(), isRunning: true }, async (started) => {
    ({ workbench } = started);
    await treeRow(workbench, "cluster-00001").waitFor();
  });

  it("is written down as an ARM template, with a step back on the way", async () => {
    await begin("shop");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await shown("Which tier?");
    await back();
    await shown("What kind of cluster?");
    await screenshot(workbench, "create-kind");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answerRest();
    await shown("shop in westeurope");
    await screenshot(workbench, "create-end");
    await pickRow(workbench, "Save as ARM template");
    await saveQuestion("nap.json");
    await screenshot(workbench, "create-save");
    await workbench.page.keyboard.press("Enter");
    await workbench.page.locator(".tab.active", { hasText: "nap.json" }).waitFor();
    await screenshot(workbench, "create-saved");
    const text = await readFile(join(workbench.folder, "nap.json"), "utf8");
    const { resources } = JSON.parse(text) as {
      readonly resources: readonly { readonly properties: { nodeProvisioningProfile: unknown } }[];
    };
    assert.deepEqual(
      resources.map(({ properties }) => properties.nodeProvisioningProfile),
      [{ mode: "Auto", defaultNodePools: "Auto" }],
    );
  });

  it("is created, watched and shown", async () => {
    await begin("shop");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answerRest();
    await pickRow(workbench, "Create it now");
    await screenshot(workbench, "create-question");
    await answerDialog(workbench, "Create");
    await treeRow(workbench, /shop.*being created/).waitFor();
    await screenshot(workbench, "create-running");
    await notification(workbench, /shop: The cluster is there/);
    await treeRow(workbench, /shop.*NAP on/).waitFor();
    await screenshot(workbench, "create-done");
  });

  /** Answers everything up to the name. */
  async function begin(name: string): Promise<void> {
    // The palette gives way to the first question.
    await workbench.page.keyboard.press("F1");
    await quickInput(workbench.page).locator("input").first().fill(">NAP: Create Cluster...");
    await pickRow(workbench, "NAP: Create Cluster...");
    await shown("Which subscription");
    await pickRow(workbench, "Subscription 0");
    await shown("In which resource group?");
    await pickRow(workbench, "New resource group");
    await type("Name of the new resource group", "shops");
    await type("Name of the cluster", name);
    await shown("In which region?");
    await pickRow(workbench, "westeurope");
    await shown("What kind of cluster?");
  }

  async function answerRest(): Promise<void> {
    for (const [question, answer] of [
      ["Which tier?", "Standard"],
      ["Which Kubernetes version?", "Default of the service"],
      ["Which network?", "Cilium"],
      ["Into which subnet", "A network that AKS makes"],
      ["Size of the system pool", "Standard_D4s_v5"],
    ] as const) {
      await shown(question);
      await pickRow(workbench, answer);
    }
    await type("Number of the system pool", "2");
    await shown("Zones of the system pool");
    await workbench.page.keyboard.press("Enter");
    await shown("Shall AKS make NodePools?");
    await pickRow(workbench, "Auto");
    await shown("SSH key");
    await pickRow(workbench, "None");
  }

  /** Waits for a question; a prompt stands below its input, a placeholder in it. */
  async function shown(question: string): Promise<void> {
    const input = quickInput(workbench.page);
    const place = input.locator(`input[placeholder*="${question}"]`);
    await place
      .or(input.locator(".quick-input-message", { hasText: question }))
      .first()
      .waitFor();
  }

  async function type(question: string, text: string): Promise<void> {
    await shown(question);
    await quickInput(workbench.page).locator("input.input").first().fill(text);
    await workbench.page.keyboard.press("Enter");
  }

  /** Waits until the question for a file is there and proposes this name; the list before it goes only then. */
  async function saveQuestion(name: string): Promise<void> {
    const question = quickInput(workbench.page);
    await question.locator(".quick-input-title", { hasText: "Save the" }).waitFor();
    const input = question.locator("input.input").first();
    while (!(await input.inputValue()).endsWith(name)) await workbench.page.waitForTimeout(50);
  }

  async function back(): Promise<void> {
    await quickInput(workbench.page).locator(".quick-input-titlebar .action-label").first().click();
  }
});
