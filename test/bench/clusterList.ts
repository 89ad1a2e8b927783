import { clusterQuery } from "../../src/azure/clusterQuery.ts";
import { listClusters } from "../../src/azure/listClusters.ts";
import { startTestAzure } from "../emulator/client.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import { accessTo } from "../unit/azure/standIn.ts";
import { median, type Measured } from "./measure.ts";

/** Listing many clusters: when the first rows are there, beside the bare round trip of one page, and the calls for all. */
export async function clusterList(
  runs: number,
  size: { clusters: number; subscriptions: number },
): Promise<readonly Measured[]> {
  const azure = await startTestAzure({ state: manyClusters(size) });
  const access = accessTo(azure);
  const page = { query: clusterQuery, options: { $top: 1000, resultFormat: "objectArray" } };
  const path = "/providers/Microsoft.ResourceGraph/resources";
  try {
    const ask = () => azure.send("POST", path, { body: page, version: "2024-04-01" });
    await ask();
    const roundTrip = await median(runs, ask);
    const first = await median(runs, () => listClusters(access).next());
    azure.recorder.clear();
    let found = 0;
    const all = await median(1, async () => {
      for await (const { clusters } of listClusters(access)) found += clusters.length;
    });
    if (found !== size.clusters) throw new Error(`${found} of ${size.clusters} clusters`);
    const calls = azure.recorder.requests().length;
    const what = `${size.clusters} clusters in ${size.subscriptions} subscriptions`;
    const pages = Math.ceil(size.clusters / 1000);
    return [
      {
        what: `${what}: first rows`,
        ours: first,
        peer: { name: "one page's round trip", value: roundTrip },
        atMost: 1.25,
      },
      {
        what: `${what}: all rows`,
        ours: all,
        peer: { name: "the round trips of their pages", value: roundTrip * pages },
        atMost: 1.5,
      },
      { what: `${what}: calls`, ours: calls, unit: "calls", atMost: pages + 1 },
    ];
  } finally {
    await azure.stop();
  }
}
