/**
 * How fast large clusters are read and shown, on the real API server: `node test/bench/clusterScale.ts [snapshot] [contents]`.
 * Prints one line per figure; the limits are those of the product's issues.
 */
import { accessFromFile } from "../../src/kube/access.ts";
import { listAll } from "../../src/kube/list.ts";
import { readSnapshot } from "../../src/kube/readSnapshot.ts";
import { watchCluster } from "../../src/kube/watchCluster.ts";
import type { ClusterContents } from "../../src/nap/view/contents/clusterContents.ts";
import { createApiClient } from "../cluster/apiClient.ts";
import { startCluster, type TestCluster } from "../cluster/start.ts";
import { fill, type LargeCluster } from "./largeCluster.ts";

const runs = Number(process.env.RUNS ?? 3);

async function withCluster(
  size: LargeCluster,
  run: (cluster: TestCluster) => Promise<void>,
): Promise<void> {
  const cluster = await startCluster({ parts: "api" });
  try {
    const ms = await timed(() => fill(cluster, size));
    console.log(`filled with ${size.nodes} nodes, ${size.pods} pods in ${seconds(ms)}`);
    await run(cluster);
  } finally {
    await cluster.stop();
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

async function measureSnapshot(cluster: TestCluster): Promise<void> {
  for (let run = 0; run < runs; run += 1) {
    const access = accessFromFile(cluster.kubeconfigs.reader);
    let pods = 0;
    const before = process.cpuUsage();
    const ms = await timed(async () => (pods = (await readSnapshot(access)).pods.length));
    const { user, system } = process.cpuUsage(before);
    access.close();
    const cpu = seconds((user + system) / 1000);
    console.log(`snapshot of ${pods} pods: ${seconds(ms)} (limit 5 s), ${cpu} of it our CPU`);
  }
}

/** From the end of the list to the rows, and from one change to the next rows. */
async function measureContents(cluster: TestCluster): Promise<void> {
  const access = accessFromFile(cluster.kubeconfigs.reader);
  const listMs = await timed(async () => listAll(access, "nodeClaims"));
  const stop = new AbortController();
  const calls: { at: number; contents: ClusterContents }[] = [];
  const start = performance.now();
  const done = watchCluster(access, stop.signal, (contents) =>
    calls.push({ at: performance.now() - start, contents }),
  );
  const last = () => calls.at(-1)?.contents.nodePools[0]?.nodes.length ?? 0;
  while (last() < 5000) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(`NodeClaims listed alone in ${seconds(listMs)}`);
  for (const { at, contents } of calls)
    console.log(`  rows after ${seconds(at)}: ${contents.nodePools[0]?.nodes.length ?? 0}`);
  await measureChanges(cluster, calls);
  stop.abort();
  await done;
  access.close();
}

async function measureChanges(
  cluster: TestCluster,
  calls: readonly { readonly at: number }[],
): Promise<void> {
  const client = createApiClient(cluster);
  const before = calls.length;
  const busy = process.cpuUsage();
  const ms = await timed(async () => {
    for (let index = 0; index < 200; index += 1) {
      const body = JSON.stringify({ metadata: { annotations: { change: String(index) } } });
      const type = "application/merge-patch+json";
      await client.send("PATCH", `/api/v1/nodes/aks-default-${index}`, { body, type });
    }
  });
  const used = process.cpuUsage(busy);
  client.close();
  const cpu = Math.round((used.user + used.system) / 1000);
  console.log(`200 changes in ${seconds(ms)}: ${calls.length - before} calls, ${cpu} ms of CPU`);
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
if (isWanted("snapshot")) await withCluster({ nodes: 500, pods: 10_000 }, measureSnapshot);
if (isWanted("contents")) await withCluster({ nodes: 5000, pods: 0 }, measureContents);
