import { accessFromText } from "../../src/kube/access.ts";
import { watchSnapshot } from "../../src/kube/watchSnapshot.ts";
import { readingOf } from "../../src/nap/disable/reading.ts";
import type { DisableReading } from "../../src/nap/disable/reading.ts";
import type { DisableNode } from "../../src/nap/view/disable/disableNodes.ts";
import { disableChildren } from "../../src/nap/view/disable/disableChildren.ts";
import { presentDisable } from "../../src/nap/view/disable/presentDisable.ts";
import { drainingCluster, loseThePods, pickNode } from "./drainCluster.ts";
import { startMemoryApi } from "./memoryApi.ts";
import { median, type Measured } from "./measure.ts";

/** What the view draws: the rows below all that is open, with their looks. */
function drawn(reading: DisableReading): number {
  const rows = (node: DisableNode | undefined): number => {
    const children = disableChildren({ reading, problem: undefined }, node);
    const looks = children.map(presentDisable);
    return children.reduce(
      (sum, child, index) => sum + 1 + (looks[index]?.isExpanded === true ? rows(child) : 0),
      0,
    );
  };
  return rows(undefined);
}

/** From a change of a draining cluster on the wire to the rows of the view, the pauses between two readings left out. */
export async function drainReading(runs: number, nodes: number): Promise<readonly Measured[]> {
  const cluster = drainingCluster(nodes);
  const api = await startMemoryApi(cluster);
  const access = accessFromText(api.kubeconfig());
  const stop = new AbortController();
  let told: (reading: DisableReading) => void = () => undefined;
  const next = () => new Promise<DisableReading>((resolve) => (told = resolve));
  const first = next();
  const done = watchSnapshot(access, {
    signal: stop.signal,
    everyMs: 0,
    onChange: (snapshot) => told(readingOf({ ...snapshot, managedCluster: undefined })),
  });
  let reading = await first;
  const update = async (index: number, happen: (node: string) => unknown) => {
    const changed = next();
    happen(cluster.nodeClaims[index]?.metadata.name ?? "");
    reading = await changed;
  };
  const phase = await median(runs, (index) => update(index, () => pickNode(api, cluster, index)));
  const pods = await median(runs, (index) =>
    update(index, (node) => loseThePods(api, cluster, node)),
  );
  const rows = await median(runs, () => drawn(reading));
  stop.abort();
  await done;
  access.close();
  await api.close();
  const what = `drain of ${nodes} nodes, ${cluster.pods.length} pods`;
  return [
    { what: `${what}: one node's phase, to the new reading`, ours: phase, atMost: 1000 },
    { what: `${what}: 20 pods gone, to the new reading`, ours: pods, atMost: 1000 },
    { what: `${what}: all rows that are open, ${drawn(reading)} of them`, ours: rows, atMost: 20 },
  ];
}
