import assert from "node:assert/strict";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TestAzure } from "../emulator/client.ts";
import { computeOf } from "../emulator/computeOf.ts";
import { asText, at, type JsonObject } from "../emulator/json.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  cancelProgress,
  dialogText,
  notification,
  pickRow,
  quickInput,
  treeRow,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { copied, screenshot, type Workbench } from "./workbench.ts";

const network = "Microsoft.Network/virtualNetworks/main";
const identities = "Microsoft.ManagedIdentity/userAssignedIdentities";

function startState(): AzureState {
  const state = manyClusters({ clusters: 2, subscriptions: 1 });
  const settings = { ...state.settings, retryAfterSeconds: 1 };
  return { ...state, ...computeOf(["westeurope"]), settings };
}

/** A network of one's own, and two identities of which one may join nodes to it. */
async function giveNetwork(azure: TestAzure): Promise<void> {
  const group = `${azure.subscription}/resourceGroups/nets/providers`;
  const put = async (path: string, body: JsonObject) =>
    (await azure.send("PUT", `${group}/${path}`, { body })).body;
  const location = "westeurope";
  const properties = { addressPrefix: "10.1.0.0/24" };
  await put(network, { location, properties: { subnets: [{ name: "nodes", properties }] } });
  await put(`${identities}/stranger`, { location });
  const joiner = await put(`${identities}/joiner`, { location });
  const principalId = at(joiner, "properties", "principalId") ?? "";
  const role = "4d97b98b-1d4f-4787-a291-c67834d212e7";
  const roleDefinitionId = `${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  await put(`${network}/providers/Microsoft.Authorization/roleAssignments/1`, {
    properties: { principalId, roleDefinitionId },
  });
}

describe("a new cluster in the workbench", () => {
  let azure: TestAzure;
  let home = "";
  let workbench: Workbench;

  async function world(_: TestAzure, folder: string) {
    home = join(folder, "home");
    await mkdir(home);
    return { env: { HOME: home } };
  }
  withAzureWorkbench({ state: startState(), isRunning: true, world }, async (started) => {
    ({ azure, workbench } = started);
    await giveNetwork(azure);
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
    await answer(...upToNetwork, ...ownNetwork, ...pool);
    await shown("SSH key");
    await pickRow(workbench, "None");
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

  it("is written down as a Bicep file, in a subnet of one's own and with a new key pair", async () => {
    await begin("shop");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answer(...upToNetwork, ["Into which subnet", "main / nodes"]);
    await shown("Which user-assigned identity");
    await screenshot(workbench, "create-identity");
    await pickRow(workbench, "stranger");
    await shown("lacks the role Network Contributor");
    await screenshot(workbench, "create-role");
    await pickRow(workbench, "Choose another identity");
    await shown("Which user-assigned identity");
    await pickRow(workbench, "joiner");
    await answer(...pool);
    await shown("SSH key");
    await pickRow(workbench, "Make a new key pair");
    const key = join(home, ".ssh/aks-shop");
    await shown("File for the private key");
    assert.equal(await quickInput(workbench.page).locator("input.input").first().inputValue(), key);
    await screenshot(workbench, "create-key");
    await workbench.page.keyboard.press("Enter");
    await shown("shop in westeurope");
    await pickRow(workbench, "Save as Bicep file");
    await saveQuestion("nap.bicep");
    await workbench.page.keyboard.press("Enter");
    await workbench.page.locator(".tab.active", { hasText: "nap.bicep" }).waitFor();
    const text = await readFile(join(workbench.folder, "nap.bicep"), "utf8");
    assert.match(text, /vnetSubnetID: '[^']*\/virtualNetworks\/main\/subnets\/nodes'/);
    assert.match(text, /userAssignedIdentities\/joiner'?: \{/);
    const publicKey = (await readFile(`${key}.pub`, "utf8")).trim();
    assert.ok(text.includes(publicKey), publicKey);
    assert.match(await readFile(key, "utf8"), /^-----BEGIN RSA PRIVATE KEY-----/);
    assert.equal((await stat(key)).mode & 0o777, 0o600);
  });

  it("is written down as an az command, and so is the role that its identity lacks", async () => {
    await begin("shop");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answer(...upToNetwork, ["Into which subnet", "main / nodes"]);
    await shown("Which user-assigned identity");
    await pickRow(workbench, "stranger");
    await shown("lacks the role Network Contributor");
    await pickRow(workbench, "Copy the az command");
    await answer(...pool);
    await copied(
      workbench,
      /^az role assignment create [^]*--role 'Network Contributor' [^]*\/main\/subnets\/nodes$/,
    );
    await shown("SSH key");
    await pickRow(workbench, "Paste a public key");
    await type("SSH public key", "-----BEGIN OPENSSH PRIVATE KEY-----");
    await quickInput(workbench.page).getByText("This is a private key").waitFor();
    // What is wrong stands in the place of the question.
    await fill("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFake name");
    await shown("shop in westeurope");
    await pickRow(workbench, "Copy az command");
    await copied(
      workbench,
      /az aks create [^]*--node-provisioning-mode Auto[^]*--ssh-key-value 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFake name'/,
    );
  });

  it("goes on where a list may not be had, with what one knows by oneself", async () => {
    const action = "Microsoft.Network/virtualNetworks/read";
    const message = `The client 'a' with object id 'b' does not have authorization to perform action '${action}' over scope '/subscriptions/1'.`;
    const body = { error: { code: "AuthorizationFailed", message } };
    azure.setState((state) => ({
      ...state,
      faults: [{ path: "Microsoft.Network/virtualNetworks\\?", status: 403, body }],
    }));
    await begin("shop");
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answer(...upToNetwork);
    await shown("Into which subnet");
    await quickInput(workbench.page).getByText(action).first().waitFor();
    await screenshot(workbench, "create-unlisted");
    await pickRow(workbench, "By its resource id");
    await type("Resource id of a subnet", `${azure.subscription}/main`);
    await quickInput(workbench.page).getByText("The resource id of a subnet.").waitFor();
    await fill(`${azure.subscription}/resourceGroups/nets/providers/${network}/subnets/nodes`);
    await shown("Which user-assigned identity");
    await workbench.page.keyboard.press("Escape");
    azure.setState((state) => ({ ...state, faults: [] }));
  });

  it("is created, watched and shown", async () => {
    await create("shop");
    await treeRow(workbench, /^shop.*being created/).waitFor();
    await screenshot(workbench, "create-running");
    await notification(workbench, /shop: The cluster is there/);
    await treeRow(workbench, /shop.*NAP on/).waitFor();
    await screenshot(workbench, "create-done");
  });

  it("goes on being created in Azure when one no longer waits and lets it run", async () => {
    operationsTake(100_000);
    await create("left");
    await cancel("left");
    assert.match(await dialogText(workbench), /still creating left/);
    await screenshot(workbench, "create-cancel");
    await answerDialog(workbench, "Let It Run");
    await treeRow(workbench, /^left.*Creating/).waitFor();
    assert.equal(stateOf("left"), "Creating");
  });

  it("is deleted when one no longer waits and wants none of it", async () => {
    await create("gone");
    await cancel("gone");
    operationsTake(240);
    await answerDialog(workbench, "Delete in Azure");
    await notification(workbench, /gone is deleted/);
    await treeRow(workbench, /^gone/).waitFor({ state: "detached" });
    assert.equal(stateOf("gone"), "");
  });

  it("is told of with the reason where Azure refuses it, and with the group that is there now", async () => {
    const body = { code: "QuotaExceeded", message: "There are no cores left for it." };
    azure.setState((state) => ({
      ...state,
      faults: [{ method: "PUT", path: "managedClusters/dear\\?", status: 400, body }],
    }));
    await create("dear");
    const text = await notification(workbench, /dear was not created/);
    assert.match(text, /no cores left[^]*resource group shops is there now/);
    await screenshot(workbench, "create-refused");
  });

  async function create(name: string): Promise<void> {
    await begin(name);
    await pickRow(workbench, "AKS with node auto-provisioning");
    await answer(...upToNetwork, ...ownNetwork, ...pool);
    await shown("SSH key");
    await pickRow(workbench, "None");
    await shown(`${name} in westeurope`);
    await pickRow(workbench, "Create it now");
    await workbench.page.locator(".monaco-dialog-box").waitFor();
    await screenshot(workbench, "create-question");
    await answerDialog(workbench, "Create");
  }

  /** Ends the waiting for a creation. */
  async function cancel(name: string): Promise<void> {
    await treeRow(workbench, new RegExp(`^${name}.*being created`)).waitFor();
    await cancelProgress(workbench, new RegExp(`creating ${name}`));
  }

  function operationsTake(operationSeconds: number): void {
    azure.setState((state) => ({ ...state, settings: { ...state.settings, operationSeconds } }));
  }

  /** The provisioning state of a cluster; empty where there is none. */
  function stateOf(name: string): string {
    const found = Object.values(azure.getState().clusters).find((one) => one.name === name);
    return asText(at(found, "properties", "provisioningState"));
  }

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

  /** Answers questions by picking; a number is typed, and zones are left as they are. */
  async function answer(...answers: readonly Answer[]): Promise<void> {
    for (const [question, picked] of answers) {
      await shown(question);
      if (question.startsWith("Number")) await type(question, picked);
      else if (question.startsWith("Zones")) await workbench.page.keyboard.press("Enter");
      else await pickRow(workbench, picked);
    }
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
    await fill(text);
  }

  async function fill(text: string): Promise<void> {
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

type Answer = readonly [question: string, answer: string];

const upToNetwork: readonly Answer[] = [
  ["Which tier?", "Standard"],
  ["Which Kubernetes version?", "Default of the service"],
  ["Which network?", "Cilium"],
];
const ownNetwork: readonly Answer[] = [["Into which subnet", "A network that AKS makes"]];
const pool: readonly Answer[] = [
  ["Size of the system pool", "Standard_D4s_v5"],
  ["Number of the system pool", "2"],
  ["Zones of the system pool", ""],
  ["Shall AKS make NodePools?", "Auto"],
];
