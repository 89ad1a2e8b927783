import assert from "node:assert/strict";
import type { TestAzure } from "../emulator/client.ts";
import type { Fault } from "../emulator/faults.ts";
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
  treeTexts,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { reloadWindow, runCommand, screenshot, type Workbench } from "./workbench.ts";

function startState(): AzureState {
  const state = manyClusters({ clusters: 4, subscriptions: 2 });
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
    await expand(workbench, "Subscription 1");
    await contextAction(workbench, "cluster-00001", "Enable Node Auto-Provisioning");
    const goOn = page.locator(".monaco-dialog-box .monaco-button", { hasText: "Go On" });
    const question = quickInput(page).filter({ hasText: "default NodePools" });
    await goOn.or(question).first().waitFor();
    if (await goOn.isVisible()) await goOn.click();
    await pickRow(workbench, "Default NodePools: None");
    await answerDialog(workbench, "Enable");
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await notification(workbench, /Azure is working on mode Auto/);

    await reloadWindow(workbench);
    await expand(workbench, "Subscription 1");
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await screenshot(workbench, "clusters-resumed");
    azure.advance(600);
    await notification(workbench, /cluster-00001: /);
    await treeRow(workbench, /cluster-00001.*NAP on/).waitFor();
    assert.deepEqual(modeOf("cluster-00001"), { mode: "Auto", defaultNodePools: "None" });
  });

  it("shows the list of before, marked as such, until the new one is there", async () => {
    // A request that is told to wait is sent three times more: time to look, and no longer than it takes.
    disturb({ path: graph, status: 429, headers: { "retry-after": "5" } });
    await reloadWindow(workbench);
    await treeRow(workbench, /As of 20.* UTC.*the newest list is on its way/).waitFor();
    await treeRow(workbench, "Subscription 1").waitFor();
    await screenshot(workbench, "list-cached");
    disturb();
    await treeRow(workbench, "As of").waitFor({ state: "detached" });
    await treeRow(workbench, "Subscription 1").waitFor();
  });

  it("keeps the list when the network goes, and says that it is old", async () => {
    disturb({ path: ".", drop: "before" });
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, /As of 20.* UTC.*could not be read/).waitFor();
    await treeRow(workbench, /The connection was lost.*click to refresh/).waitFor();
    await treeRow(workbench, "Subscription 1").waitFor();
    await screenshot(workbench, "list-without-network");
    disturb();
    await treeRow(workbench, /The connection was lost/).click();
    await treeRow(workbench, "As of").waitFor({ state: "detached" });
    await treeRow(workbench, "The connection was lost").waitFor({ state: "detached" });
  });

  it("shows the other subscriptions when one cannot be read, and which one that is", async () => {
    const [, second = ""] = azure.getState().subscriptions.map((one) => one.subscriptionId);
    const list = `${second}/providers/Microsoft.ContainerService/managedClusters\\?`;
    disturb(forbidden(graph), forbidden(list));
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, /^Subscription 1: .*click to select subscriptions/).waitFor();
    await expand(workbench, "Subscription 0");
    await treeRow(workbench, "cluster-00002").waitFor();
    await screenshot(workbench, "list-one-failing");
  });

  it("says that the permission is missing where no subscription can be read", async () => {
    disturb(
      forbidden(graph),
      // A cluster that was read a moment ago is asked itself, too.
      forbidden("/providers/Microsoft.ContainerService/managedClusters"),
    );
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, /^Subscription 0: .*No right to list/).waitFor();
    await treeRow(workbench, /^Subscription 1: .*No right to list/).waitFor();
    assert.deepEqual((await treeTexts(workbench)).length, 2);
    await screenshot(workbench, "list-forbidden");
    disturb();
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, /^Subscription 1.*2 clusters/).waitFor();
  });

  it("says that no subscription is selected where the selected ones are gone", async () => {
    await choose("Subscription 1");
    await treeRow(workbench, /^Subscription 1/).waitFor({ state: "detached" });
    azure.setState((state) => ({ ...state, subscriptions: state.subscriptions.slice(1) }));
    await runCommand(workbench, "NAP: Refresh Clusters");
    await treeRow(workbench, /No subscription is selected.*click to choose among 1/).click();
    await quickInput(workbench.page).locator(".monaco-list-row").first().waitFor();
    await screenshot(workbench, "list-none-selected");
    await workbench.page.keyboard.press("Escape");
  });

  /** Ticks or unticks a subscription. */
  async function choose(row: string): Promise<void> {
    await runCommand(workbench, "NAP: Select Subscriptions...", { staysOpen: true });
    await quickInput(workbench.page).locator(".monaco-list-row", { hasText: row }).first().click();
    await workbench.page.keyboard.press("Enter");
    await quickInput(workbench.page).waitFor({ state: "hidden" });
  }

  function disturb(...faults: readonly Fault[]): void {
    azure.setState((state) => ({ ...state, faults }));
  }

  function modeOf(name: string): unknown {
    const clusters = Object.entries(azure.getState().clusters);
    const [, cluster] = clusters.find(([id]) => id.endsWith(name)) ?? [];
    return at(cluster, "properties", "nodeProvisioningProfile");
  }
});

const graph = "Microsoft.ResourceGraph";

function forbidden(path: string): Fault {
  const error = { code: "AuthorizationFailed", message: "No right to list." };
  return { path, status: 403, body: { error } };
}
