import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createApiClient, type ApiClient } from "./apiClient.ts";
import { applyManifests, listObjects, waitFor } from "./clusterObjects.ts";
import { createControlClient } from "./controlClient.ts";
import { startCluster, type ClusterOptions, type TestCluster } from "./start.ts";

/** What runs on a demo cluster. */
export interface DemoLoad {
  /** Applied one after the other, each when the pods of those before run. */
  readonly manifests: readonly { readonly yaml: string; readonly pods: number }[];
}

/** demoLoad.yaml: three NodePools, twenty-one pods, a PodDisruptionBudget and a pod that must not be disrupted. */
const demoLoad = (): DemoLoad => {
  const yaml = readFileSync(join(import.meta.dirname, "demoLoad.yaml"), "utf8");
  return { manifests: [{ yaml, pods: 21 }] };
};

/** Starts a cluster with a system pool of two nodes and a load. Resolves when all pods run. */
export async function startDemoCluster({
  load = demoLoad(),
  ...options
}: Pick<ClusterOptions, "onSpawn"> & { readonly load?: DemoLoad } = {}): Promise<TestCluster> {
  const cluster = await startCluster({ ...options, parts: "all" });
  const client = createApiClient(cluster);
  const taints = [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }];
  const system = { count: 2, mode: "System", taints, zones: ["1", "2"] } as const;
  await createControlClient(cluster).scalePool("system", system);
  let count = 0;
  for (const { yaml, pods } of load.manifests) {
    count += pods;
    await applyManifests(client, yaml);
    await waitFor("the demo pods", async () =>
      (await running(client)) === count ? true : undefined,
    );
  }
  client.close();
  return cluster;
}

async function running(client: ApiClient): Promise<number> {
  const pods = await listObjects(client, "Pod");
  return pods.filter(({ status }) => (status as { phase: string }).phase === "Running").length;
}

/** `npm run cluster`: until Ctrl-C. */
async function main(): Promise<void> {
  const cluster = await startDemoCluster();
  const wait = setInterval(() => undefined, 2 ** 30);
  const end = (): void => {
    clearInterval(wait);
    void cluster.stop();
  };
  // Before READY: who reads it may end us at once.
  process.once("SIGINT", end).once("SIGTERM", end);
  console.log(`READY ${cluster.kubeconfig}`);
  console.log(`The control endpoint is ${cluster.control ?? ""} (see control.go), its token in`);
  console.log(`${join(cluster.kubeconfig, "../cluster.json")}. Ctrl-C ends the cluster.`);
}

if (import.meta.main) await main();
