import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient, type ApiClient } from "../cluster/apiClient.ts";
import { listObjects, waitFor } from "../cluster/clusterObjects.ts";
import { startDemoCluster, type DemoLoad } from "../cluster/demo.ts";
import { startDemoAzure, type DemoAzure } from "../demo/demoAzure.ts";
import { liveCluster } from "../demo/demoClusters.ts";
import { signedIn } from "../emulator/signedIn.ts";
import { userKubeconfig } from "../emulator/userKubeconfig.ts";
import { asObjects, asText, at } from "../emulator/json.ts";
import { openClusterView, treeRow } from "../ui/clusterTree.ts";
import { startWorkbench, type Workbench } from "../ui/workbench.ts";
import { startApiProxy, type ApiProxy } from "../cluster/apiProxy.ts";

/** Everything that a dance needs, as `npm run demo` joins it; the window reaches the API server by the proxy. */
export interface DanceWorld {
  readonly demo: DemoAzure;
  readonly proxy: ApiProxy;
  /** The administrator, past the proxy. */
  readonly client: ApiClient;
  /** The mode that Azure shows. */
  mode(): string;
  /** A VS Code on an empty folder, as on a machine that has never seen the cluster. */
  openWindow(): Promise<Workbench>;
  stop(): Promise<void>;
}

/** The same cluster by a kubeconfig of the user's own, without Azure. */
export const contextName = "shop-by-context";

/** Longer than any wait for one condition on a busy machine. */
const longestWaitMs = Number(process.env.NAP_DANCE_WAIT_MS ?? 240_000);

/** Starts the cluster with a load, Azure and what lies between. */
export async function startDanceWorld(load?: DemoLoad): Promise<DanceWorld> {
  const folder = await mkdtemp(join(tmpdir(), "nap-dance-"));
  const control = await startDemoCluster(load === undefined ? {} : { load });
  const client = createApiClient(control);
  const demo = await startDemoAzure(control);
  const proxy = await startApiProxy(control, folder);
  const kubeconfig = userKubeconfig(proxy.cluster, demo.liveId);
  demo.azure.setState((state) => ({
    ...state,
    kubeconfigs: { [demo.liveId.toLowerCase()]: kubeconfig },
  }));
  const ofUser = join(folder, "kubeconfig");
  await writeFile(ofUser, kubeconfig.replaceAll(liveCluster, contextName));
  return {
    ...{ demo, proxy, client },
    mode: () =>
      asText(
        at(
          demo.azure.getState().clusters[demo.liveId.toLowerCase()],
          "properties",
          "nodeProvisioningProfile",
          "mode",
        ),
      ),
    openWindow: () => openWindow(demo, folder),
    stop: async () => {
      client.close();
      await proxy.stop();
      await demo.stop();
      await control.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openWindow({ azure }: DemoAzure, folder: string): Promise<Workbench> {
  const { env, settings } = signedIn(azure, folder);
  const size = { width: 1400, height: 1000 };
  const workbench = await startWorkbench({}, size, {
    env: { ...env, KUBECONFIG: join(folder, "kubeconfig") },
    settings,
  });
  workbench.page.setDefaultTimeout(longestWaitMs);
  await openClusterView(workbench);
  await treeRow(workbench, "Contoso Production").waitFor();
  return workbench;
}

/** NodePools as people write them; the hash of the template is Karpenter's and follows when Karpenter runs. */
export async function writtenPools(client: ApiClient): Promise<readonly unknown[]> {
  const pools = await listObjects(client, "NodePool");
  return pools.map(({ metadata: { name, labels, annotations = {} }, spec }) => {
    const own = Object.entries(annotations).filter(([key]) => !key.startsWith("karpenter.sh/"));
    return { name, labels, annotations: Object.fromEntries(own), spec };
  });
}

/** The names of the nodes that carry the label of a NodePool, and of all NodeClaims. */
export async function leftOfKarpenter(client: ApiClient): Promise<readonly string[]> {
  const [nodes, claims] = await Promise.all(
    ["Node", "NodeClaim"].map((kind) => listObjects(client, kind)),
  );
  const ours = (nodes ?? []).filter(({ metadata }) => metadata.labels?.["karpenter.sh/nodepool"]);
  return [...ours, ...(claims ?? [])].map(({ metadata }) => metadata.name);
}

/** The agent pools that Azure shows, `name count`. */
export function agentPools({ demo }: DanceWorld): readonly string[] {
  const cluster = demo.azure.getState().clusters[demo.liveId.toLowerCase()];
  return asObjects(at(cluster, "properties", "agentPoolProfiles")).map(
    ({ name, count }) => `${asText(name)} ${JSON.stringify(count)}`,
  );
}

/** Waits until Azure has accepted a new pool and is not done with it. */
export function azureMakesPool(world: DanceWorld): Promise<void> {
  return azureIsAt(world, "create node pool");
}

/** Waits until Azure has accepted a change of the cluster and is not done with it. */
export function azureSwitches(world: DanceWorld): Promise<void> {
  return azureIsAt(world, "update managed cluster");
}

async function azureIsAt({ demo }: DanceWorld, what: string): Promise<void> {
  await waitFor(`Azure to be at work: ${what}`, () => {
    const operations = Object.values(demo.azure.getState().operations);
    const isAt = operations.some(({ status, kind }) => status === "InProgress" && kind === what);
    return Promise.resolve(isAt ? true : undefined);
  });
}
