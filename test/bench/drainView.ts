import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";
import { startDemoAzure } from "../demo/demoAzure.ts";
import { makeCertificate } from "../emulator/certificates.ts";
import { signedIn } from "../emulator/signedIn.ts";
import { contextAction, expand, openClusterView, treeRow } from "../ui/clusterTree.ts";
import { startWorkbench, type Workbench } from "../ui/workbench.ts";
import { countDrawing } from "./countDrawing.ts";
import { drainingCluster, loseThePods, pickNode } from "./drainCluster.ts";
import { startMemoryApi } from "./memoryApi.ts";
import type { Measured } from "./measure.ts";

/** What one update costs the window. */
interface Drawn {
  /** From the change to its words in the view, in milliseconds. */
  readonly shownMs: number;
  /** Busy time of the main thread, and in how long, in milliseconds. */
  readonly busyMs: number;
  readonly lastedMs: number;
  /** Tasks of the main thread of more than 50 ms. */
  readonly longTasks: number;
  /** The longest of them, 0 without one. */
  readonly longestMs: number;
  /** Rows of the tree that were put into the page or taken out of it. */
  readonly rows: number;
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Longer than a drawing takes once its first words are there. */
const settleMs = 700;

/** Something that happens to the cluster, and the words by which the view shows it. */
interface Happening {
  readonly happen: () => unknown;
  readonly shows: RegExp | undefined;
}

/** What happens in the window while something happens to the cluster, and for some time after it. */
async function costOf(
  { page, session }: { readonly page: Page; readonly session: CDPSession },
  { happen, shows }: Happening,
): Promise<Drawn> {
  await page.evaluate(countDrawing(shows));
  const before = await busySeconds(session);
  const began = performance.now();
  happen();
  if (shows !== undefined) await inTime(page.evaluate("window.napShown"), String(shows));
  const shownMs = performance.now() - began;
  await page.waitForTimeout(settleMs);
  const busyMs = ((await busySeconds(session)) - before) * 1000;
  const seen = await page.evaluate<Pick<Drawn, "longTasks" | "longestMs" | "rows">>("napStop()");
  return { shownMs, busyMs, lastedMs: shownMs + settleMs, ...seen };
}

const patienceMs = 60_000;

/** Throws where the view never shows it: a benchmark that hangs says nothing. */
async function inTime(shown: Promise<unknown>, what: string): Promise<void> {
  const timeout = new AbortController();
  const late = setTimeout(patienceMs, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`the view does not show ${what} within ${patienceMs} ms`);
  });
  try {
    await Promise.race([shown, late]);
  } finally {
    timeout.abort();
    late.catch(() => undefined);
  }
}

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The part of its time in which the main thread is busy with nothing of ours. */
function idleShare(quiet: readonly Drawn[]): number {
  return middle(quiet.map(({ busyMs, lastedMs }) => busyMs / lastedMs));
}

function linesOf(drawn: readonly Drawn[], what: string, idle: number): readonly Measured[] {
  const busy = drawn.map(({ busyMs, lastedMs }) => Math.max(0, busyMs - idle * lastedMs));
  const most = (key: keyof Drawn) => Math.max(...drawn.map((one) => one[key]));
  return [
    {
      what: `${what}: to its words`,
      ours: middle(drawn.map((one) => one.shownMs)),
      atMost: 10_000,
    },
    { what: `${what}: the window's thread`, ours: middle(busy), atMost: 50 },
    { what: `${what}: longest task over 50 ms`, ours: most("longestMs"), atMost: 50 },
    {
      what: `${what}: rows drawn, at most those in sight`,
      ours: most("rows"),
      unit: "rows",
      atMost: 40,
    },
  ];
}

/** Draws a drain in a real workbench, and what changes in it; nothing of it is Azure's or a cluster's. */
export async function drainView(runs: number, nodes: number): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "nap-bench-"));
  const certificate = await makeCertificate();
  const caFile = join(folder, "api.pem");
  await writeFile(caFile, certificate.cert);
  const cluster = drainingCluster(nodes);
  const api = await startMemoryApi(cluster, certificate);
  const control = { server: api.url, token: "a-token", caFile, kubeconfig: "" };
  const none = { admin: "", writer: "", reader: "", viewer: "", nobody: "" };
  const stop = () => Promise.resolve();
  const demo = await startDemoAzure({ ...control, kubeconfigs: none, stop });
  const { env, settings } = signedIn(demo.azure, folder);
  const workbench = await startWorkbench({}, { width: 1400, height: 1000 }, { env, settings });
  try {
    await open(workbench);
    const session = await workbench.page.context().newCDPSession(workbench.page);
    await session.send("Performance.enable");
    const window = { page: workbench.page, session };
    const update = (make: (index: number) => Happening) =>
      inTurn(runs, (index) => costOf(window, make(index)));
    const quiet = await update(() => ({ happen: () => undefined, shows: undefined }));
    const phases = await update((index) => {
      const at = inSight(nodes, index);
      const shows = new RegExp(`^nap-${at}picked`);
      return { happen: () => pickNode(api, cluster, at), shows };
    });
    const pods = await update((index) => {
      const left = `${cluster.pods.length - 20 * (index + 1)} pods left`;
      const node = cluster.nodeClaims[index]?.metadata.name ?? "";
      return {
        happen: () => loseThePods(api, cluster, node),
        shows: new RegExp(left),
      };
    });
    if (process.env.NAP_BENCH_DETAILS !== undefined)
      [quiet, phases, pods].forEach((one) => console.table(one));
    const idle = idleShare(quiet);
    const what = `view of a drain, ${nodes} nodes, ${cluster.pods.length} pods`;
    return [
      ...linesOf(phases, `${what}: one node's phase`, idle),
      ...linesOf(pods, `${what}: 20 pods gone`, idle),
    ];
  } finally {
    await workbench.stop();
    await demo.stop();
    await api.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A node whose row is in sight once it is picked: of more than a hundred those that go come first, any will do; fewer stay
 * in the order of their names, and the first ones stand above the window's edge.
 */
function inSight(nodes: number, index: number): number {
  return nodes > 100 ? nodes - 1 - index : index;
}

async function inTurn<Result>(
  runs: number,
  run: (index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < runs; index += 1) results.push(await run(index));
  return results;
}

/** Opens the view on the drain, alone in the side bar. */
async function open(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  page.setDefaultTimeout(120_000);
  await openClusterView(workbench);
  await treeRow(workbench, "Contoso Production").waitFor();
  await expand(workbench, "Contoso Production");
  await contextAction(workbench, "shop-live", "Disable Node Auto-Provisioning");
  await treeRow(workbench, /1\. Look/).waitFor();
  await page.locator(".pane-header", { hasText: "Clusters" }).first().click();
  await treeRow(workbench, /5\. Drain/).waitFor();
  await expand(workbench, /5\. Drain/);
}
