import type { DemoLoad } from "../cluster/demo.ts";
import { contextAction, expand, treeRow } from "../ui/clusterTree.ts";
import { screenshot, type Workbench } from "../ui/workbench.ts";
import { startDanceWorld, writtenPools, type DanceWorld } from "./danceWorld.ts";
import { toggleView } from "./disableView.ts";

/** What the tests of a suite share. */
export interface Dance {
  readonly world: DanceWorld;
  /** Another one after a window was opened as on another machine. */
  workbench: Workbench;
  /** The NodePools as people wrote them. */
  written: readonly unknown[];
}

interface Options {
  readonly load?: DemoLoad;
  /** Done before the window opens and before the NodePools are noted. */
  readonly prepare?: (world: DanceWorld) => void | Promise<void>;
}

/** Gives the suite in which this is called a cluster, Azure and a window; they end after the suite. */
export function withDance({ load, prepare }: Options): () => Dance {
  let world: DanceWorld | undefined;
  let dance: Dance | undefined;

  before(async function () {
    this.timeout(40 * 60_000);
    world = await startDanceWorld(load);
    await prepare?.(world);
    const written = await writtenPools(world.client);
    dance = { world, written, workbench: await world.openWindow() };
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true && dance !== undefined)
      await screenshot(dance.workbench, "dance-failed");
  });
  after(async () => {
    await dance?.workbench.stop();
    await world?.stop();
  });
  return () => {
    if (dance === undefined) throw new Error("The dance begins with the first test.");
    return dance;
  };
}

/** Opens the way of the live cluster by its context menu; the clusters give it their room. */
export async function openWay(workbench: Workbench, row: string | RegExp): Promise<void> {
  await expand(workbench, "Contoso Production");
  await contextAction(workbench, "shop-live", "Disable Node Auto-Provisioning");
  await toggleView(workbench, "Clusters");
  await treeRow(workbench, row).waitFor();
}
