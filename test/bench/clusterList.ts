import { clusterQuery } from "../../src/azure/clusterQuery.ts";
import { listClusters } from "../../src/azure/listClusters.ts";
import { startTestAzure } from "../emulator/client.ts";
import { manyClusters } from "../emulator/manyClusters.ts";
import { accessTo } from "../unit/azure/standIn.ts";
import { medians, type Measured } from "./measure.ts";

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
    const firstRows = () => listClusters(access).next();
    await ask();
    await firstRows();
    const [roundTrip = 0, first = 0] = await medians(runs * 4, [ask, firstRows]);
    let found = 0;
    const allRows = async () => {
      found = 0;
      azure.recorder.clear();
      for await (const { clusters } of listClusters(access)) found += clusters.length;
    };
    const pages = Math.ceil(size.clusters / 1000);
    const everyPage = async () => {
      for (let page = 0; page < pages; page += 1) await ask();
    };
    const [bare = 0, all = 0] = await medians(runs, [everyPage, allRows]);
    if (found !== size.clusters) throw new Error(`${found} of ${size.clusters} clusters`);
    const calls = azure.recorder.requests().length;
    const what = `${size.clusters} clusters in ${size.subscriptions} subscriptions`;
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
        peer: { name: "the round trips of their pages", value: bare },
        atMost: 1.5,
      },
      { what: `${what}: calls`, ours: calls, unit: "calls", atMost: pages + 1 },
    ];
  } finally {
    await azure.stop();
  }
}
