import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createApiClient } from "./apiClient.ts";
import { applyManifests, listObjects, waitFor } from "./clusterObjects.ts";
import { createControlClient } from "./controlClient.ts";
import { startCluster, type ClusterOptions, type TestCluster } from "./start.ts";

/**
 * Starts a cluster with a demo load: a system pool of two nodes, three NodePools, twenty-one pods, a
 * PodDisruptionBudget and a pod that must not be disrupted (demoLoad.yaml). Resolves when all pods run.
 */
export async function startDemoCluster(
  options: Pick<ClusterOptions, "onSpawn"> = {},
): Promise<TestCluster> {
  const cluster = await startCluster({ ...options, parts: "all" });
  const client = createApiClient(cluster);
  const taints = [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }];
  const system = { count: 2, mode: "System", taints, zones: ["1", "2"] } as const;
  await createControlClient(cluster).scalePool("system", system);
  await applyManifests(client, readFileSync(join(import.meta.dirname, "demoLoad.yaml"), "utf8"));
  await waitFor("the demo pods", async () => {
    const pods = await listObjects(client, "Pod");
    const running = pods.filter(({ status }) => (status as { phase: string }).phase === "Running");
    return running.length === 21 ? true : undefined;
  });
  client.close();
  return cluster;
}

/** `npm run cluster`: until Ctrl-C. */
async function main(): Promise<void> {
  const cluster = await startDemoCluster();
  console.log(`READY ${cluster.kubeconfig}`);
  console.log(`The control endpoint is ${cluster.control ?? ""} (see control.go), its token in`);
  console.log(`${join(cluster.kubeconfig, "../cluster.json")}. Ctrl-C ends the cluster.`);
  const wait = setInterval(() => undefined, 2 ** 30);
  const end = (): void => {
    clearInterval(wait);
    void cluster.stop();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
}

if (import.meta.main) await main();
