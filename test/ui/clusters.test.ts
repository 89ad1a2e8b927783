import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestAzure } from "../emulator/client.ts";
import { asObjects, asText, at, overlay, type JsonObject } from "../emulator/json.ts";
import { waitFor } from "../cluster/clusterObjects.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  contextAction,
  dialogText,
  expand,
  notification,
  openClusterView,
  passObstacles,
  pickRow,
  quickInput,
  treeRow,
  treeTexts,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { clipboardText, runCommand, screenshot, type Workbench } from "./workbench.ts";

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
        : id.endsWith("cluster-00004")
          ? withScaledPool(cluster)
          : id.endsWith("cluster-00002")
            ? overlay(cluster, { properties: { networkProfile: { networkPlugin: "azure" } } })
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
  const settings = { ...state.settings, retryAfterSeconds: 1, registerSeconds: 0 };
  return { ...state, settings, clusters, faults: [conflict] };
}

function withScaledPool(cluster: JsonObject): JsonObject {
  const scaled = { enableAutoScaling: true, minCount: 1, maxCount: 5, osType: "Linux" };
  const pool = { name: "workers", mode: "User", count: 2, vmSize: "Standard_D4s_v5", ...scaled };
  const pools = [...asObjects(at(cluster, "properties", "agentPoolProfiles")), pool];
  return overlay(cluster, { properties: { agentPoolProfiles: pools } });
}

describe("clusters in the workbench", () => {
  let azure: TestAzure;
  let workbench: Workbench;

  const state = startState();
  const world = () => ({
    env: { NAP_TEST_CLOUD_CLUSTERS: idOf("cluster-00002") },
    besides: [join(import.meta.dirname, "companions/cloudExplorer")],
  });
  withAzureWorkbench({ state, isRunning: true, world }, (started) => {
    ({ azure, workbench } = started);
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
    await treeRow(workbench, "cluster-00001").waitFor();
    await screenshot(workbench, "clusters-after-search");
  });

  it("shows favourites first, and only those or only NAP on when asked", async () => {
    await expand(workbench, "Subscription 0");
    await treeRow(workbench, "cluster-00004").hover();
    await treeRow(workbench, "cluster-00004").locator("[aria-label*='Add to Favourites']").click();
    await treeRow(workbench, /cluster-00004.*★/).waitFor();
    assert.deepEqual(await clusterNames(), ["00004", "00000", "00002", "00001", "00003", "00005"]);
    await runCommand(workbench, "NAP: Show Only Favourites");
    await treeRow(workbench, "cluster-00001").waitFor({ state: "detached" });
    assert.deepEqual(await clusterNames(), ["00004"]);
    await runCommand(workbench, "NAP: Show All Clusters");
    await treeRow(workbench, "cluster-00001").waitFor();
    await runCommand(workbench, "NAP: Show Only Clusters with NAP On");
    await treeRow(workbench, "cluster-00001").waitFor({ state: "detached" });
    assert.deepEqual(await clusterNames(), ["00000", "00003"]);
    await runCommand(workbench, "NAP: Show All Clusters");
    await runCommand(workbench, "NAP: Show Clusters as Flat List");
    await treeRow(workbench, /cluster-00001.*Subscription 1/).waitFor();
    assert.deepEqual(await clusterNames(), ["00004", "00000", "00001", "00002", "00003", "00005"]);
    await runCommand(workbench, "NAP: Group by Subscription");
    await treeRow(workbench, /^Subscription 1/).waitFor();
    await contextAction(workbench, "cluster-00004", "Remove from Favourites");
    await treeRow(workbench, /cluster-00004.*★/).waitFor({ state: "detached" });
  });

  it("copies a cluster's id and its change of mode in every form", async () => {
    const id = idOf("cluster-00001");
    await contextAction(workbench, "cluster-00001", "Copy Resource Id");
    await copied(id);
    const forms = [
      ["Azure CLI", /^az aks update [^]*--name cluster-00001 [^]*--node-provisioning-mode Auto/],
      ["ARM template", /"type": "Microsoft.ContainerService\/managedClusters"[^]*"mode": "Auto"/],
      ["Bicep", /^resource .*managedClusters@[^]*mode: 'Auto'/m],
      ["Terraform azurerm", /node_provisioning_profile \{\s+mode\s+= "Auto"/],
      ["Terraform azapi", /azapi_update_resource[^]*mode\s+= "Auto"/],
    ] as const;
    for (const [form, text] of forms) {
      await contextAction(workbench, "cluster-00001", "Copy Change of Mode As");
      await pickRow(workbench, form);
      await copied(text);
    }
  });

  it("offers the same on a cluster of the Cloud Explorer", async () => {
    await workbench.page.locator(".activitybar .action-label[aria-label^='Clouds']").click();
    await treeRow(workbench, "cluster-00002 in the cloud").click({ button: "right" });
    const menu = workbench.page.locator(".context-view .monaco-menu");
    await menu.locator(".action-label", { hasText: "AKS NAP" }).first().hover();
    await menu.locator(".action-label", { hasText: "Preflight Report" }).waitFor();
    await screenshot(workbench, "clusters-cloud-explorer");
    await menu.locator(".action-label", { hasText: "Copy Resource Id" }).click();
    await copied(idOf("cluster-00002"));
    await workbench.page.keyboard.press("Escape");
    await openClusterView(workbench);
  });

  it("tells in a report what stands in the way", async () => {
    await contextAction(workbench, "cluster-00005", "Preflight Report");
    await treeRow(workbench, "Blocking (").waitFor();
    await screenshot(workbench, "clusters-preflight");
    const texts = await treeTexts(workbench);
    assert.ok(
      texts.some((text) => text.includes("IPv6")),
      texts.join("\n"),
    );
  });

  it("enables node auto-provisioning after asking, and tells what Azure shows", async () => {
    await contextAction(workbench, "cluster-00001", "Enable Node Auto-Provisioning");
    await passObstacles(workbench);
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
    assert.match(await dialogText(workbench), /IPv6 or dual stack \(blocking\)/);
    await screenshot(workbench, "clusters-obstacles");
    await passObstacles(workbench);
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
    const text = await notification(workbench, /cluster-00005: .*refused/);
    await screenshot(workbench, "clusters-refused");
    assert.match(text, /IPv6|ipFamilies/);
  });

  it("tells the state after somebody else's operation was in the way", async () => {
    await contextAction(workbench, "cluster-00004", "Enable Node Auto-Provisioning");
    await passObstacles(workbench);
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
    const text = await notification(workbench, /NAP: cluster-00004: /);
    await screenshot(workbench, "clusters-conflict");
    assert.match(text, /Another operation is in progress[^]*Azure shows mode Manual/);
  });

  it("ends every other fault in a true sentence about the cluster", async () => {
    const faults: readonly (readonly [Partial<AzureState>, RegExp])[] = [
      [{ faults: [{ ...put, status: 412 }] }, /Azure shows mode Manual/],
      [{ faults: [{ ...put, status: 500 }] }, /Azure shows mode Manual/],
      [{ faults: [{ ...put, drop: "before" }] }, /Azure shows mode Manual/],
    ];
    for (const [state, words] of faults) {
      azure.setState((before) => ({ ...before, ...state }));
      await workbench.page.keyboard.press("Escape");
      await runCommand(workbench, "Notifications: Clear All Notifications");
      await enable("cluster-00002");
      await notification(workbench, new RegExp(`NAP: cluster-00002: [^]*${words.source}`));
      azure.setState((before) => ({ ...before, faults: [] }));
    }
    await screenshot(workbench, "clusters-faults");
  });

  it("applies remedies from the report", async () => {
    await contextAction(workbench, "cluster-00004", "Preflight Report");
    await treeRow(workbench, /^Cluster autoscaler/).waitFor();
    await expand(workbench, /^Cluster autoscaler/);
    await treeRow(workbench, /Switch the autoscaler.*click to apply/).click();
    assert.match(
      await dialogText(workbench),
      /for pool workers of cluster-00004[^]*az aks nodepool/,
    );
    await screenshot(workbench, "clusters-remedy");
    await answerDialog(workbench, "Apply");
    await treeRow(workbench, /^Cluster autoscaler.*workers/).waitFor({ state: "detached" });
    await runCommand(workbench, "NAP: Apply Remedy...", { staysOpen: true });
    await pickRow(workbench, "Feature NodeAutoProvisioningPreview");
    await answerDialog(workbench, "Apply");
    await waitFor("the registration", () => {
      const names = Object.keys(azure.getState().registrations);
      const isThere = names.some((name) => /nodeautoprovisioningpreview$/i.test(name));
      return Promise.resolve(isThere ? true : undefined);
    });
  });

  async function enable(name: string): Promise<void> {
    await contextAction(workbench, name, "Enable Node Auto-Provisioning");
    await passObstacles(workbench);
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
  }

  /** Names of the clusters in sight without what is the same in all. */
  async function clusterNames(): Promise<readonly string[]> {
    const texts = await treeTexts(workbench);
    return texts.filter((text) => text.startsWith("cluster-")).map((text) => text.slice(8, 13));
  }

  function idOf(name: string): string {
    const found = Object.values(state.clusters).find((cluster) => cluster.name === name);
    return asText(found?.id);
  }

  /** Waits until this was copied. */
  async function copied(what: string | RegExp): Promise<void> {
    const isIt = (text: string) =>
      typeof what === "string" ? text.toLowerCase() === what.toLowerCase() : what.test(text);
    let text = "";
    await waitFor(
      `the clipboard to hold ${String(what)}`,
      async () => {
        text = await clipboardText(workbench);
        return isIt(text) ? true : undefined;
      },
      30_000,
    ).catch((error: unknown) => {
      throw new Error(`The clipboard holds ${text}`, { cause: error });
    });
  }
});

const put = { method: "PUT", path: "cluster-00002\\?" };
