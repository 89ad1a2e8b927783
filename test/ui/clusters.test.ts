import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestAzure } from "../emulator/client.ts";
import { asObject, asObjects, asText, at, overlay, type JsonObject } from "../emulator/json.ts";
import { waitFor } from "../cluster/clusterObjects.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  collapse,
  contextAction,
  dialogText,
  expand,
  openClusterView,
  pickRow,
  quickInput,
  treeRow,
  treeTexts,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { copied, editorText, runCommand, screenshot, type Workbench } from "./workbench.ts";

/** Two subscriptions; 00000 and 00003 are on Auto, 00005 has two address families, 00004 an autoscaled pool. */
function startState(): AzureState {
  const state = manyClusters({ clusters: 6, subscriptions: 2 });
  const clusters = Object.fromEntries(
    Object.entries(state.clusters).map(([id, cluster]) => {
      if (id.endsWith("cluster-00005")) return [id, withFamilies(cluster, ["IPv4", "IPv6"])];
      return [id, id.endsWith("cluster-00004") ? withScaledPool(cluster) : cluster];
    }),
  );
  const settings = {
    ...state.settings,
    retryAfterSeconds: 1,
    registerSeconds: 0,
    operationSeconds: 40,
  };
  return { ...state, settings, clusters };
}

function withFamilies(cluster: JsonObject, ipFamilies: readonly string[] | null): JsonObject {
  return overlay(cluster, {
    properties: {
      networkProfile: { networkPlugin: "azure", ipFamilies: ipFamilies && [...ipFamilies] },
    },
  });
}

function withScaledPool(cluster: JsonObject, name = "workers"): JsonObject {
  const scaled = { enableAutoScaling: true, minCount: 1, maxCount: 5, osType: "Linux" };
  const pool = { name, mode: "User", count: 2, vmSize: "Standard_D4s_v5", ...scaled };
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
    await collapse(workbench, "cluster-00001");
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
    await copied(workbench, id);
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
      await copied(workbench, text);
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
    await copied(workbench, idOf("cluster-00002"));
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

  it("hands the report on as Markdown", async () => {
    await treeRow(workbench, "Blocking (").hover();
    await workbench.page.locator(".action-label[aria-label*='as Markdown']").first().click();
    await workbench.page.locator(".tab.active", { hasText: /Untitled|cluster-00005/ }).waitFor();
    const text = await editorText(workbench, "cluster-00005");
    await screenshot(workbench, "clusters-preflight-markdown");
    assert.match(text, /^# .*cluster-00005[^]*IPv6 or dual stack/);
  });

  it("opens a cluster in the portal of its cloud", async () => {
    await contextAction(workbench, "cluster-00001", "Open in Azure Portal");
    // The workbench asks before it leads elsewhere.
    await workbench.page.locator(".monaco-dialog-box", { hasText: "external website" }).waitFor();
    await screenshot(workbench, "clusters-portal");
    await answerDialog(workbench, "Copy");
    const tenantId = state.tenants[0]?.tenantId ?? "";
    await copied(
      workbench,
      `https://portal.example/#@${tenantId}/resource${idOf("cluster-00001")}`,
    );
    await workbench.page.keyboard.press("Escape");
    await workbench.page.locator(".monaco-dialog-box").waitFor({ state: "detached" });
  });

  it("reaches a cluster as its admin after asking, until one is oneself again", async () => {
    const asked = () =>
      azure.recorder
        .requests(/cluster-00001\/listCluster/)
        .map(({ url }) => /list\w+/.exec(url)?.[0]);
    azure.recorder.clear();
    await contextAction(workbench, "cluster-00001", "Connect as Cluster Admin");
    assert.match(await dialogText(workbench), /Connect to cluster-00001 as its cluster admin\?/);
    await screenshot(workbench, "clusters-admin");
    await answerDialog(workbench, "Connect as Admin");
    await treeRow(workbench, /cluster-00001.*as cluster admin/).waitFor();
    await expand(workbench, "cluster-00001");
    await waitFor("the admin's kubeconfig", () => Promise.resolve(asked()[0]));
    await contextAction(workbench, "cluster-00001", "Connect as Yourself");
    await treeRow(workbench, /cluster-00001.*as cluster admin/).waitFor({ state: "detached" });
    await waitFor("the user's kubeconfig", () => Promise.resolve(asked()[1]));
    assert.deepEqual(
      [...new Set(asked())],
      ["listClusterAdminCredential", "listClusterUserCredential"],
    );
    await collapse(workbench, "cluster-00001");
  });

  it("asks which of several pools shall lose the cluster autoscaler", async () => {
    change((cluster) => withScaledPool(cluster, "batch"));
    await contextAction(workbench, "cluster-00004", "Preflight Report");
    await treeRow(workbench, /^Cluster autoscaler.*batch/).waitFor();
    await expand(workbench, /^Cluster autoscaler/);
    await treeRow(workbench, /Switch the autoscaler.*click to apply/).click();
    await pickRow(workbench, "workers");
    await screenshot(workbench, "clusters-pools");
    await quickInput(workbench.page).locator(".monaco-button", { hasText: "OK" }).click();
    assert.match(await dialogText(workbench), /for pool batch of cluster-00004/);
    await answerDialog(workbench, "Apply");
    await treeRow(workbench, /^Cluster autoscaler.*batch/).waitFor({ state: "detached" });
    const isScaled = (name: string) => at(pool(name), "enableAutoScaling");
    assert.deepEqual([isScaled("batch"), isScaled("workers")], [false, true]);
  });

  it("switches the cluster autoscaler off from the report", async () => {
    const { check, question } = await remedy({
      check: /^Cluster autoscaler/,
      remedy: /Switch the autoscaler.*click to apply/,
    });
    assert.match(question, /for pool workers of cluster-00004[^]*az aks nodepool/);
    await screenshot(workbench, "clusters-remedy");
    await answerDialog(workbench, "Apply");
    await check.filter({ hasText: "workers" }).waitFor({ state: "detached" });
    assert.equal(at(pool("workers"), "enableAutoScaling"), false);
  });

  it("writes ipFamilies into a cluster that has none", async () => {
    change((cluster) => withFamilies(cluster, null));
    const { question } = await remedy({
      check: /^IPv6 or dual stack.*no ipFamilies/,
      remedy: /Send ipFamilies.*click to apply/,
    });
    assert.match(question, /Write ipFamilies IPv4 into the network profile of cluster-00004/);
    await answerDialog(workbench, "Apply");
    await treeRow(workbench, /no ipFamilies/).waitFor({ state: "detached" });
    assert.deepEqual(at(own(), "properties", "networkProfile", "ipFamilies"), ["IPv4"]);
  });

  it("starts pools that are stopped", async () => {
    change((cluster) => {
      const pools = asObjects(at(cluster, "properties", "agentPoolProfiles"));
      const agentPoolProfiles = pools.map((one) =>
        one.name === "workers" ? { ...one, powerState: { code: "Stopped" } } : one,
      );
      return overlay(cluster, { properties: { agentPoolProfiles } });
    });
    const { question } = await remedy({
      check: /workers stopped/,
      remedy: /Start the pools.*click to apply/,
    });
    assert.match(question, /Start pool workers of cluster-00004\? Their nodes cost money/);
    await answerDialog(workbench, "Apply");
    await treeRow(workbench, /workers stopped/).waitFor({ state: "detached" });
    assert.equal(at(pool("workers"), "powerState", "code"), "Running");
  });

  it("starts a cluster that is stopped", async () => {
    change((cluster) => overlay(cluster, { properties: { powerState: { code: "Stopped" } } }));
    const { question } = await remedy({
      check: /powerState Stopped/,
      remedy: /Start the cluster.*click to apply/,
    });
    assert.match(question, /Start cluster-00004\? Its nodes cost money/);
    await answerDialog(workbench, "Apply");
    await treeRow(workbench, /powerState Stopped/).waitFor({ state: "detached" });
    assert.equal(at(own(), "properties", "powerState", "code"), "Running");
  });

  it("registers a feature, by a remedy that is picked from the palette", async () => {
    await runCommand(workbench, "NAP: Apply Remedy...", { staysOpen: true });
    await pickRow(workbench, "Feature NodeAutoProvisioningPreview");
    await answerDialog(workbench, "Apply");
    await waitFor("the registration", () => {
      const names = Object.keys(azure.getState().registrations);
      const isThere = names.some((name) => /nodeautoprovisioningpreview$/i.test(name));
      return Promise.resolve(isThere ? true : undefined);
    });
  });

  /** Clicks a remedy in a new report of the cluster 00004 and reads what is asked then. */
  async function remedy(wanted: { readonly check: RegExp; readonly remedy: RegExp }) {
    await contextAction(workbench, "cluster-00004", "Preflight Report");
    const check = treeRow(workbench, wanted.check);
    await check.waitFor();
    await expand(workbench, wanted.check);
    await treeRow(workbench, wanted.remedy).click();
    return { check, question: await dialogText(workbench) };
  }

  function own(): JsonObject {
    return asObject(azure.getState().clusters[idOf("cluster-00004").toLowerCase()]);
  }

  function pool(name: string): JsonObject | undefined {
    const pools = asObjects(at(own(), "properties", "agentPoolProfiles"));
    return pools.find((one) => one.name === name);
  }

  /** Changes the cluster 00004 as if somebody else did. */
  function change(edit: (cluster: JsonObject) => JsonObject): void {
    const id = idOf("cluster-00004").toLowerCase();
    const changed = edit(own());
    azure.setState((before) => ({ ...before, clusters: { ...before.clusters, [id]: changed } }));
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
});
