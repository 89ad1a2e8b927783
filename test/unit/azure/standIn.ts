import { publicCloud } from "../../../src/azure/cloud.ts";
import type { AzureAccess } from "../../../src/azure/access.ts";
import {
  createCluster,
  fetchToken,
  startTestAzure,
  type TestAzure,
} from "../../emulator/client.ts";
import type { AzureState } from "../../emulator/state.ts";

/** Gives the suite in which this is called a stand-in with one cluster; each test finds it as new. */
export function withCluster(use: (azure: TestAzure, clusterId: string) => void): void {
  let azure: TestAzure;
  let fresh: AzureState;
  before(async () => {
    azure = await startTestAzure();
    const clusterId = await createCluster(azure, "demo");
    fresh = azure.getState();
    use(azure, clusterId);
  });
  after(() => azure.stop());
  beforeEach(() => {
    azure.setState(() => fresh);
    azure.recorder.clear();
  });
}

/** An access to a stand-in; its clock is the stand-in's, so that waiting takes no time. */
export function accessTo(azure: TestAzure, more: Partial<AzureAccess> = {}): AzureAccess {
  return {
    cloud: {
      ...publicCloud,
      name: "StandIn",
      resourceManager: azure.origin,
      scope: `${azure.origin}/.default`,
    },
    credential: {
      getToken: async () => ({
        token: await fetchToken(azure),
        expiresOnTimestamp: Date.now() + 3_600_000,
      }),
    },
    wait: (milliseconds, signal) => {
      signal?.throwIfAborted();
      azure.advance(milliseconds / 1000);
      return Promise.resolve();
    },
    ...more,
  };
}

/** Every item of an async iteration. */
export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
