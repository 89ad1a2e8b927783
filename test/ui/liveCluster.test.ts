import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient, type ApiClient } from "../cluster/apiClient.ts";
import { applyManifests, waitFor } from "../cluster/clusterObjects.ts";
import { startDemoCluster } from "../cluster/demo.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import type { TestCluster } from "../cluster/start.ts";
import { startDemoAzure, type DemoAzure } from "../demo/demoAzure.ts";
import { asObject, overlay } from "../emulator/json.ts";
import { signedIn } from "../emulator/signedIn.ts";
import {
  answerDialog,
  collapse,
  contextAction,
  dialogText,
  expand,
  notification,
  openClusterView,
  passObstacles,
  pickRow,
  treeRow,
} from "./clusterTree.ts";
import {
  editorText,
  keepFailures,
  previewText,
  screenshot,
  startWorkbench,
  type Workbench,
} from "./workbench.ts";

/** As the demo load has it, but for the limit. */
const ownFile = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: default
spec:
  limits:
    cpu: "50"
`;

/** A NodePool that cannot become ready. */
const lost = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: lost }
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: gone }
      requirements:
        - { key: karpenter.sh/capacity-type, operator: In, values: [on-demand] }
`;

/** What Helm leaves of a Karpenter that somebody has installed. */
const ownKarpenter = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: karpenter
  namespace: default
  labels: { app.kubernetes.io/name: karpenter }
  annotations: { meta.helm.sh/release-name: karpenter, meta.helm.sh/release-namespace: default }
spec:
  replicas: 0
  selector: { matchLabels: { app: karpenter } }
  template:
    metadata: { labels: { app: karpenter } }
    spec: { containers: [{ name: controller, image: karpenter }] }
`;

describeWithGo("a cluster with a real control plane in the workbench", () => {
  let folder = "";
  let control: TestCluster;
  let client: ApiClient;
  let demo: DemoAzure;
  let workbench: Workbench;
  let clock: NodeJS.Timeout;

  before(async function () {
    this.timeout(40 * 60_000);
    folder = await mkdtemp(join(tmpdir(), "nap-live-"));
    control = await startDemoCluster();
    client = createApiClient(control);
    await applyManifests(client, lost);
    demo = await startDemoAzure(control);
    setState({ retryAfterSeconds: 1 });
    clock = setInterval(() => {
      demo.azure.advance(20);
    }, 500);
    await writeFile(kubeconfig(), ownKubeconfig());
    const world = signedIn(demo.azure, folder);
    const env = { ...world.env, KUBECONFIG: kubeconfig() };
    const size = { width: 1400, height: 1000 };
    const files = { "pools/default.yaml": ownFile };
    workbench = await startWorkbench(files, size, { ...world, env });
    await openClusterView(workbench);
    await expand(workbench, "Contoso Production");
  });

  keepFailures(() => workbench);
  after(async () => {
    clearInterval(clock);
    client.close();
    await workbench.stop();
    await demo.stop();
    await control.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const kubeconfig = () => join(folder, "config");

  /** The cluster under a name of the user's own. */
  function ownKubeconfig(): string {
    const { server, token, caFile } = control;
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "own",
      clusters: [{ name: "own", cluster: { server, "certificate-authority": caFile } }],
      contexts: [{ name: "own", context: { cluster: "own", user: "own" } }],
      users: [{ name: "own", user: { token } }],
    });
  }

  function setState(settings: { readonly retryAfterSeconds: number }): void {
    demo.azure.setState((state) => ({ ...state, settings: { ...state.settings, ...settings } }));
  }

  it("shows what stands in it, and why a NodePool is not ready", async () => {
    await expand(workbench, "shop-live");
    await expand(workbench, "NodePools");
    await treeRow(workbench, /^lost.*AKSNodeClass/).waitFor();
    await expand(workbench, /^default/);
    await treeRow(workbench, /^aks-default-.*D\d\w+ · .* · on-demand/).waitFor();
    await expand(workbench, "AKSNodeClasses");
    await expand(workbench, "Fixed-size pools");
    await treeRow(workbench, /^system.*System/).waitFor();
    await screenshot(workbench, "live-contents");
  });

  it("opens an object to read, and a copy of it to edit", async () => {
    await contextAction(workbench, "spot", "Open Live YAML");
    await workbench.page.locator(".tab.active", { hasText: "spot.yaml" }).waitFor();
    assert.match(await editorText(workbench, "kind: NodePool"), /uid:/);
    await workbench.page.locator(".editor-instance .view-lines").first().click();
    await workbench.page.keyboard.type("x");
    await workbench.page.locator(".monaco-editor-overlaymessage").waitFor();
    await screenshot(workbench, "live-yaml");
    await contextAction(workbench, "spot", "Edit a Copy");
    await workbench.page.locator(".tab.active", { hasText: /Untitled|karpenter/ }).waitFor();
    assert.doesNotMatch(await editorText(workbench, "kind: NodePool"), /uid:|status:/);
  });

  it("goes to the file that defines an object, and compares the two", async () => {
    await contextAction(workbench, /^default.*cpu/, "Go to Workspace File");
    await workbench.page.locator(".tab.active", { hasText: /^default\.yaml/ }).waitFor();
    await contextAction(workbench, /^default.*cpu/, "Compare with Workspace File");
    await workbench.page
      .locator(".tab.active", { hasText: "cluster ↔ pools/default.yaml" })
      .waitFor();
    await workbench.page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
    await screenshot(workbench, "live-compare");
  });

  it("tells the conditions of a NodePool and its events", async () => {
    await contextAction(workbench, /^lost/, "Show Conditions and Events");
    await workbench.page.locator(".tab.active", { hasText: "lost.md" }).waitFor();
    assert.match(await previewText(workbench, /NodePool lost/), /NodeClassReady\tFalse/);
    await screenshot(workbench, "live-conditions");
  });

  it("shows a context of the user's kubeconfig without any sign-in", async () => {
    await treeRow(workbench, /^own.*kubeconfig/).waitFor();
    await collapse(workbench, "shop-live");
    await expand(workbench, /^own.*kubeconfig/);
    await expand(workbench, "NodePools");
    await treeRow(workbench, /^spot/).waitFor();
    await collapse(workbench, /^own.*kubeconfig/);
  });

  it("merges the kubeconfig and opens a terminal, and the user's context stays the current one", async () => {
    await contextAction(workbench, "shop-live", "Open kubectl Terminal");
    assert.match(await dialogText(workbench), /az aks get-credentials [^]*--name shop-live/);
    await screenshot(workbench, "live-merge-question");
    await answerDialog(workbench, "Merge");
    const terminal = workbench.page.locator(
      ".terminal-wrapper.active .xterm-screen, .terminal.xterm",
    );
    await terminal.first().waitFor();
    await terminal.first().click();
    const out = join(folder, "pinned");
    const pinned = await waitFor("the shell of the terminal", async () => {
      await workbench.page.keyboard.type(`printenv KUBECONFIG > ${out}`);
      await workbench.page.keyboard.press("Enter");
      await workbench.page.waitForTimeout(500);
      const text = await readFile(out, "utf8").catch(() => "");
      return text === "" ? undefined : text.trim();
    });
    await screenshot(workbench, "live-terminal");
    const [first = "", ...others] = pinned.split(":");
    assert.deepEqual(others, [kubeconfig()]);
    assert.equal(
      await readFile(first, "utf8"),
      "apiVersion: v1\nkind: Config\ncurrent-context: shop-live\n",
    );
    const merged = await readFile(kubeconfig(), "utf8");
    assert.match(merged, /"?current-context"?: "?own"?/);
    assert.match(merged, /clusterUser_shop_shop-live/);
    assert.equal((await stat(kubeconfig())).mode & 0o777, 0o600);
  });

  it("reads a private cluster by way of Azure", async () => {
    await expand(workbench, "Contoso Development");
    const paths = [
      "/apis/karpenter.sh/v1/nodepools",
      "/apis/karpenter.azure.com/v1beta1/aksnodeclasses",
    ];
    const kinds = ["NodePool", "AKSNodeClass"];
    const lists = await Promise.all(paths.map(async (path) => client.send("GET", path)));
    const items = lists.flatMap(({ body }, index) =>
      (body as { items: object[] }).items.map((item) => ({ ...item, kind: kinds[index] ?? "" })),
    );
    const logs = JSON.stringify({ apiVersion: "v1", kind: "List", items });
    demo.azure.setState((state) => ({
      ...state,
      commands: [{ match: "kubectl get nodepools", answer: { exitCode: 0, logs } }],
    }));
    await contextAction(workbench, "vault", "Read by Way of Azure");
    await expand(workbench, "vault");
    await expand(workbench, "NodePools");
    await treeRow(workbench, /^spot/).waitFor();
    await screenshot(workbench, "live-through-azure");
    await collapse(workbench, "vault");
  });

  it("shows the way from a Karpenter of one's own before NAP is enabled", async () => {
    const path = "/apis/apps/v1/namespaces/default/deployments";
    const { status } = await client.send("POST", path, { body: ownKarpenter });
    assert.equal(status, 201);
    setMode("Manual");
    await contextAction(workbench, "shop-live", "Read Cluster Again");
    await treeRow(workbench, /^shop-live.*NAP off/).waitFor();
    await contextAction(workbench, "shop-live", "Enable Node Auto-Provisioning");
    assert.match(await dialogText(workbench), /Karpenter of one's own[^]*karpenter in default/);
    await screenshot(workbench, "live-own-karpenter");
    await answerDialog(workbench, "Show Steps");
    await workbench.page.locator(".tab.active", { hasText: "shop-live-to-nap.md" }).waitFor();
    assert.match(await previewText(workbench, /helm uninstall/), /shop-live/);
    await screenshot(workbench, "live-own-karpenter-steps");
    assert.equal((await client.send("DELETE", `${path}/karpenter`)).status, 200);
  });

  it("verifies in the cluster that Karpenter works after enabling", async () => {
    await contextAction(workbench, "shop-live", "Enable Node Auto-Provisioning");
    await passObstacles(workbench);
    await pickRow(workbench, "Leave as it is");
    await answerDialog(workbench, "Enable");
    await notification(
      workbench,
      /looking whether Karpenter works on shop-live: .*NodePool lost: /,
    );
    await treeRow(workbench, /^shop-live.*NAP on/).waitFor();
    const text = await notification(workbench, /shop-live: .*to mode Auto is done/);
    assert.match(
      text,
      /Look Again[^]*does not work: NodePool lost: its AKSNodeClass does not exist/,
    );
    await screenshot(workbench, "live-verified");
  });

  function setMode(mode: "Auto" | "Manual"): void {
    const key = demo.liveId.toLowerCase();
    demo.azure.setState((state) => {
      const cluster = asObject(state.clusters[key]);
      const changed = overlay(cluster, { properties: { nodeProvisioningProfile: { mode } } });
      return { ...state, clusters: { ...state.clusters, [key]: changed } };
    });
  }
});
