import type { TestCluster } from "../cluster/start.ts";
import { computeOf } from "../emulator/computeOf.ts";
import { startTestAzure, type TestAzure } from "../emulator/client.ts";
import { asObject, overlay } from "../emulator/json.ts";
import { guidOf } from "../emulator/pools.ts";
import { defaultSettings, emptyState, type AzureState } from "../emulator/state.ts";
import { testClusterHooks } from "../emulator/testClusterHooks.ts";
import { userKubeconfig } from "../emulator/userKubeconfig.ts";
import { demoClusters, demoSubscriptions, liveCluster, type DemoCluster } from "./demoClusters.ts";

/** Long enough to see an operation go on, short enough to wait for it. */
const operationSeconds = 15;

/** The stand-in of the demo; `stop` ends it. */
export interface DemoAzure {
  readonly azure: TestAzure;
  /** Id of the cluster that the control plane stands behind. */
  readonly liveId: string;
  stop(): Promise<void>;
}

const subscriptionIds = demoSubscriptions.map((name) => guidOf(name));

function idOf({ subscription, group, name }: DemoCluster): string {
  return `/subscriptions/${subscriptionIds[subscription] ?? ""}/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

function keyOf(cluster: DemoCluster): string {
  return idOf(cluster).toLowerCase();
}

function startState(): AzureState {
  const [tenant] = emptyState.tenants;
  return {
    ...emptyState,
    ...computeOf(["uksouth", "westeurope"]),
    settings: { ...defaultSettings, operationSeconds: 0, registerSeconds: operationSeconds },
    subscriptions: demoSubscriptions.map((displayName, index) => ({
      subscriptionId: subscriptionIds[index] ?? "",
      displayName,
      tenantId: tenant?.tenantId ?? "",
    })),
  };
}

/** The state with what creating alone does not make, and with operations that take a while from now on. */
function completed(state: AzureState): AzureState {
  const clusters = { ...state.clusters };
  for (const cluster of demoClusters) {
    const stored = clusters[keyOf(cluster)];
    if (cluster.then === undefined || stored === undefined) continue;
    const properties = overlay(asObject(stored.properties), cluster.then);
    clusters[keyOf(cluster)] = { ...stored, properties };
  }
  return { ...state, clusters, settings: { ...state.settings, operationSeconds } };
}

/** Starts the stand-in with the demo's clusters; `control` is the control plane behind the live one. */
export async function startDemoAzure(control: TestCluster): Promise<DemoAzure> {
  const live = demoClusters.find(({ name }) => name === liveCluster);
  const liveId = live === undefined ? "" : idOf(live);
  const real = testClusterHooks(control, liveId);
  // Its nodes and its Karpenter are there already when the stand-in comes to know the cluster.
  let isReady = false;
  const hooks: typeof real = {
    ...real,
    scalePool: async (...args) => (isReady ? real.scalePool?.(...args) : undefined),
    setMode: async (...args) => (isReady ? real.setMode?.(...args) : undefined),
  };
  const azure = await startTestAzure({ state: startState(), hooks });
  for (const cluster of demoClusters) {
    const body = { ...cluster.body, location: cluster.location };
    const { status } = await azure.send("PUT", idOf(cluster), { body });
    if (status !== 201) throw new Error(`the demo's cluster ${cluster.name}: HTTP ${status}`);
  }
  const kubeconfigs = { [liveId.toLowerCase()]: userKubeconfig(control, liveId) };
  azure.setState((state) => completed({ ...azure.getState(), kubeconfigs, faults: state.faults }));
  isReady = true;
  return {
    azure,
    liveId,
    stop: async () => {
      hooks.close();
      await azure.stop();
    },
  };
}
