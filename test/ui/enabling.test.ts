import assert from "node:assert/strict";
import type { TestAzure } from "../emulator/client.ts";
import type { Fault } from "../emulator/faults.ts";
import { waitFor } from "../cluster/clusterObjects.ts";
import { asObject, at, overlay, type Json } from "../emulator/json.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import type { AzureState } from "../emulator/state.ts";
import {
  answerDialog,
  cancelProgress,
  contextAction,
  dialogText,
  notification,
  passObstacles,
  pickRow,
  treeRow,
} from "./clusterTree.ts";
import { withAzureWorkbench } from "./withAzureWorkbench.ts";
import { previewText, screenshot, type Workbench } from "./workbench.ts";

const azureNetwork = { properties: { networkProfile: { networkPlugin: "azure" } } };
const dualStack = { properties: { networkProfile: { ipFamilies: ["IPv4", "IPv6"] } } };

/** Of these clusters 00000 and 00003 are on Auto; 00004 has two address families. */
function startState(): AzureState {
  const state = manyClusters({ clusters: 6, subscriptions: 1 });
  const clusters = Object.fromEntries(
    Object.entries(state.clusters).map(([id, cluster]) => {
      const plain = overlay(cluster, azureNetwork);
      return [id, id.endsWith("cluster-00004") ? overlay(plain, dualStack) : plain];
    }),
  );
  return { ...state, clusters, settings: { ...state.settings, retryAfterSeconds: 1 } };
}

const auto = ".properties.nodeProvisioningProfile.mode cannot be Auto";
const conditions = `${auto} unless`;
const scope = "/subscriptions/1/resourceGroups/apps";

/**
 * Each refusal of mode Auto whose words were seen (AKS#4759, that of address families, has a test of its own), those of
 * its documented conditions in the same form, and one of each other family; and what the user reads.
 */
const refusals: readonly (readonly [title: string, status: number, body: Json, words: RegExp])[] = [
  [
    "a value of a property",
    400,
    ofAks(`${conditions} .properties.publicNetworkAccess is set to one of [Enabled].`),
    /because of public network access being off/,
  ],
  [
    "a property of agent pools",
    400,
    ofAks(
      `${conditions} all AgentPools have property .properties.enableAutoScaling set to one of [false]`,
    ),
    /because of the cluster autoscaler on an agent pool/,
  ],
  [
    "a property that is set",
    400,
    ofAks(`${conditions} .properties.servicePrincipalProfile is not specified.`),
    /because of its service principal/,
  ],
  [
    "disk encryption, which old releases did not know",
    400,
    ofAks(`${auto} if .properties.diskEncryptionSetID is specified.`),
    /because of its disk encryption set[^]*allowed it since January 2026/,
  ],
  [
    "Microsoft Entra, which the first releases did not know",
    400,
    ofAks(`${auto} if .properties.aadProfile is specified.`),
    /because of its Microsoft Entra integration[^]*allowed it since February 2024/,
  ],
  [
    "kubenet",
    400,
    ofAks(`${conditions} .properties.networkProfile.networkPlugin is set to one of [azure none].`),
    /because of its network plugin/,
  ],
  [
    "Calico",
    400,
    ofAks(
      `${conditions} .properties.networkProfile.networkPolicy is set to one of [none azure cilium].`,
    ),
    /because of its network policy engine/,
  ],
  [
    "Kubernetes RBAC being off",
    400,
    ofAks(`${conditions} .properties.enableRBAC is set to one of [true].`),
    /because of Kubernetes RBAC being off/,
  ],
  [
    "a property that nobody knows yet",
    400,
    ofAks(`${conditions} .properties.moonProfile.phase is set to one of [Full].`),
    /moon profile[^]*Set \.properties\.moonProfile\.phase to Full/i,
  ],
  [
    "a right that is missing",
    403,
    ofGateway(
      "AuthorizationFailed",
      `The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/write' over scope '${scope}' or the scope is invalid.`,
    ),
    /You lack the permission Microsoft\.ContainerService\/managedClusters\/write/,
  ],
  [
    "a lock",
    409,
    ofGateway("ScopeLocked", `The scope(s) are locked: '${scope}'. Please remove the lock.`),
    /A lock forbids the change: apps/,
  ],
  [
    "a policy",
    403,
    ofGateway("RequestDisallowedByPolicy", "Resource 'x' was disallowed by policy."),
    /A policy of the organisation forbids it/,
  ],
  [
    "a quota",
    400,
    ofAks(
      "Insufficient vcpu quota requested 8, remaining 0 for family standardDSv5Family for region westeurope.",
    ),
    /The quota of vCPUs \(standardDSv5Family\) in westeurope does not suffice/,
  ],
  [
    "an operation of somebody else",
    409,
    ofAks("Another operation is in progress"),
    /Another operation is in progress/,
  ],
  ["another change at the same time", 412, { code: "PreconditionFailed" }, /Somebody changed the/],
  ["an error without a reason", 400, {}, /gave no reason/],
];

function ofAks(message: string): Json {
  return { code: "OperationNotAllowed", details: null, message, subcode: "" };
}

function ofGateway(code: string, message: string): Json {
  return { error: { code, message } };
}

describe("enabling node auto-provisioning in the workbench", () => {
  let azure: TestAzure;
  let workbench: Workbench;

  withAzureWorkbench({ state: startState(), isRunning: true }, async (started) => {
    ({ azure, workbench } = started);
    await treeRow(workbench, "cluster-00001").waitFor();
  });
  afterEach(() => {
    disturb();
  });

  it("asks, shows that it runs, and tells what Azure shows then", async () => {
    await contextAction(workbench, "cluster-00001", "Enable Node Auto-Provisioning");
    await passObstacles(workbench);
    await pickRow(workbench, "Default NodePools: None");
    const question = await dialogText(workbench);
    await screenshot(workbench, "enabling-question");
    assert.match(question, /cluster-00001/);
    assert.match(
      question,
      /az aks update[^]*--node-provisioning-mode Auto[^]*--node-provisioning-default-pools None/,
    );
    await answerDialog(workbench, "Enable");
    await treeRow(workbench, /cluster-00001.*enabling NAP/).waitFor();
    await screenshot(workbench, "enabling-running");
    await notification(workbench, /cluster-00001: .*could not be looked into/);
    await screenshot(workbench, "enabling-done");
    await treeRow(workbench, /cluster-00001.*NAP on/).waitFor();
    assert.deepEqual(profileOf("cluster-00001"), { mode: "Auto", defaultNodePools: "None" });
  });

  it("looks into the cluster again when one asks it to", async () => {
    const looks = () => azure.recorder.requests(/cluster-00001\/listClusterUserCredential/).length;
    const before = looks();
    await clickIn(/cluster-00001: .*could not be looked into/, "Look Again");
    await waitFor("another look", () => Promise.resolve(looks() > before ? true : undefined));
    await notification(workbench, /cluster-00001: Whether Karpenter works was not seen/);
  });

  it("tells the obstacles before, and explains what Azure refuses all the same", async () => {
    await contextAction(workbench, "cluster-00004", "Enable Node Auto-Provisioning");
    assert.match(await dialogText(workbench), /IPv6 or dual stack \(blocking\)/);
    await screenshot(workbench, "enabling-obstacles");
    await passObstacles(workbench);
    await pickRow(workbench, "Default NodePools: Auto");
    await answerDialog(workbench, "Enable");
    const text = await notification(workbench, /cluster-00004: .*refused/);
    await screenshot(workbench, "enabling-refused");
    assert.match(text, /IP families of its network[^]*Azure shows mode Manual\./);
    await clickIn(/cluster-00004: .*refused/, "Details");
    await workbench.page.locator(".tab.active", { hasText: "cluster-00004" }).waitFor();
    assert.match(await previewText(workbench, /What Azure said/), /set to one of \[IPv4\]/);
    await screenshot(workbench, "enabling-details");
  });

  for (const [title, status, body, words] of refusals)
    it(`explains a refusal because of ${title}`, async () => {
      disturb({ method: "PUT", path: "cluster-00002\\?", status, body });
      await enable();
      const text = await notification(
        workbench,
        new RegExp(`cluster-00002: [^]*${words.source}`, words.flags),
      );
      assert.match(text, /Azure shows mode Manual\./);
      assert.deepEqual(profileOf("cluster-00002"), { mode: "Manual", defaultNodePools: "Auto" });
    });

  const put = { method: "PUT", path: "cluster-00002\\?" };
  const expired = { code: "ExpiredAuthenticationToken", message: "The access token has expired." };
  const tooMany = { code: "TooManyRequests", message: "Too many requests were received." };
  const lost: readonly (readonly [title: string, fault: Fault, words: RegExp])[] = [
    [
      "the connection is lost before Azure has the change",
      { ...put, drop: "before" },
      /was lost: The connection was lost/,
    ],
    [
      "Azure answers with an error of its own",
      { ...put, status: 500 },
      /was lost: Azure could not answer/,
    ],
    [
      "the sign-in has expired for good",
      { ...put, status: 401, body: { error: expired } },
      /not taken by Azure: The access token has expired/,
    ],
    [
      "there are too many requests",
      { ...put, status: 429, headers: { "retry-after": "3600" }, body: { error: tooMany } },
      /Azure: Too many requests were received/,
    ],
  ];
  for (const [title, fault, words] of lost)
    it(`claims nothing when ${title}`, async () => {
      disturb(fault);
      await enable();
      const text = await notification(workbench, new RegExp(`cluster-00002: [^]*${words.source}`));
      assert.match(text, /Azure shows mode Manual\./);
    });

  it("says that the mode is not known while Azure cannot be asked", async () => {
    await ask("cluster-00002");
    disturb({ path: "cluster-00002\\?", drop: "before", skip: 1 });
    await answerDialog(workbench, "Enable");
    await notification(workbench, /cluster-00002: [^]*which mode the cluster has now is not known/);
    await treeRow(workbench, /cluster-00002.*NAP not known/).waitFor();
    disturb();
    await contextAction(workbench, "cluster-00002", "Read Cluster Again");
    await treeRow(workbench, /cluster-00002.*NAP off/).waitFor();
  });

  it("ends as cancelled in Azure when one no longer waits and aborts it", async () => {
    operationsTake(100_000);
    await enable();
    await treeRow(workbench, /cluster-00002.*enabling NAP/).waitFor();
    await cancelProgress(workbench, /enabling NAP on cluster-00002/);
    assert.match(await dialogText(workbench), /still working on cluster-00002/);
    operationsTake(60);
    await answerDialog(workbench, "Abort in Azure");
    await notification(
      workbench,
      /cluster-00002: The operation was aborted\. Azure shows mode Auto, but[^]*Canceled/,
    );
    setMode("cluster-00002", "Manual");
    await contextAction(workbench, "cluster-00002", "Read Cluster Again");
    await treeRow(workbench, /cluster-00002.*NAP off/).waitFor();
    operationsTake(240);
  });

  it("says that the operation failed, and that the mode may not be in force", async () => {
    const error = { code: "ReconcileFailed", message: "The pool did not come up." };
    azure.setState((state) => ({
      ...state,
      operationFaults: [{ path: "cluster-00002", error, times: 1 }],
    }));
    await enable();
    const text = await notification(workbench, /cluster-00002: [^]*its operation failed/);
    assert.match(text, /The pool did not come up[^]*ended as Failed: the mode may not be in force/);
    await treeRow(workbench, /cluster-00002.*failed/).waitFor();
    await screenshot(workbench, "enabling-failed");
  });

  it("goes through a connection that is lost on the way, and through an expired token", async () => {
    disturb(
      { path: "/operations/", drop: "before", times: 2 },
      { path: "/operations/", status: 401, times: 1 },
    );
    await ask("cluster-00005");
    await answerDialog(workbench, "Enable");
    await notification(workbench, /cluster-00005: .*to mode Auto is done/);
    await treeRow(workbench, /cluster-00005.*NAP on/).waitFor();
  });

  /** Clicks enabling through to the end of its questions. */
  async function enable(): Promise<void> {
    await ask("cluster-00002");
    await answerDialog(workbench, "Enable");
  }

  /** Answers all but the last question. */
  async function ask(name: string): Promise<void> {
    await contextAction(workbench, name, "Enable Node Auto-Provisioning");
    await passObstacles(workbench, name);
    await pickRow(workbench, "Default NodePools: None");
    await workbench.page.locator(".monaco-dialog-box", { hasText: "One property" }).waitFor();
  }

  async function clickIn(words: RegExp, button: string): Promise<void> {
    await notification(workbench, words);
    const item = workbench.page.locator(".notification-list-item", { hasText: words }).first();
    await item.locator(".monaco-button", { hasText: button }).click();
  }

  function disturb(...faults: readonly Fault[]): void {
    azure.setState((state) => ({ ...state, faults }));
  }

  function operationsTake(operationSeconds: number): void {
    azure.setState((state) => ({ ...state, settings: { ...state.settings, operationSeconds } }));
  }

  function setMode(name: string, mode: string): void {
    azure.setState((state) => {
      const [id = ""] = Object.keys(state.clusters).filter((key) => key.endsWith(name));
      const change = { properties: { nodeProvisioningProfile: { mode } } };
      const clusters = { ...state.clusters, [id]: overlay(asObject(state.clusters[id]), change) };
      return { ...state, clusters };
    });
  }

  function profileOf(name: string): unknown {
    const clusters = Object.entries(azure.getState().clusters);
    const [, cluster] = clusters.find(([id]) => id.endsWith(name)) ?? [];
    return at(cluster, "properties", "nodeProvisioningProfile");
  }
});
