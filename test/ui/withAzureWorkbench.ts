import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestAzure, type TestAzure } from "../emulator/client.ts";
import { signedIn } from "../emulator/signedIn.ts";
import type { AzureState } from "../emulator/state.ts";
import { openClusterView } from "./clusterTree.ts";
import { keepFailures, startWorkbench, type Workbench, type World } from "./workbench.ts";

/** A workbench that shows the clusters of an Azure stand-in. */
export interface AzureWorkbench {
  readonly azure: TestAzure;
  readonly workbench: Workbench;
}

interface Options {
  readonly state: AzureState;
  /** Operations go on by themselves, forty times as fast as time; else as the test advances the clock. */
  readonly isRunning?: boolean;
  /** What the window needs beyond the signed-in account; may write into the folder, which lives as long as the suite. */
  readonly world?: (azure: TestAzure, folder: string) => Promise<World> | World;
}

/** Gives the suite in which this is called such a workbench; it ends after the suite. */
export function withAzureWorkbench(
  { state, isRunning = false, world }: Options,
  use: (started: AzureWorkbench) => void | Promise<void>,
): void {
  const ends: (() => unknown)[] = [];
  let workbench: Workbench;

  before(async function () {
    this.timeout(15 * 60_000);
    const folder = await mkdtemp(join(tmpdir(), "nap-azure-"));
    ends.unshift(() => rm(folder, { recursive: true, force: true }));
    const azure = await startTestAzure({ state });
    ends.unshift(() => azure.stop());
    if (isRunning) {
      const clock = setInterval(() => {
        azure.advance(20);
      }, 500);
      ends.unshift(() => {
        clearInterval(clock);
      });
    }
    const account = signedIn(azure, folder);
    const more = (await world?.(azure, folder)) ?? {};
    workbench = await startWorkbench(
      {},
      { width: 1400, height: 1000 },
      {
        ...more,
        env: { ...account.env, ...more.env },
        settings: { ...account.settings, ...more.settings },
      },
    );
    ends.unshift(() => workbench.stop());
    await openClusterView(workbench);
    await use({ azure, workbench });
  });

  keepFailures(() => workbench);
  after(async () => {
    for (const end of ends) await end();
  });
}
