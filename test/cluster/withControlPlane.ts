import { createApiClient, type ApiClient } from "./apiClient.ts";
import { createControlClient, type ControlClient } from "./controlClient.ts";
import { startCluster, type ClusterOptions, type TestCluster } from "./start.ts";

/** Building the control plane for the first time takes minutes. */
const buildTimeMs = 40 * 60_000;

/** A control plane that runs, and what speaks to it. */
export interface ControlPlane {
  readonly cluster: TestCluster;
  readonly client: ApiClient;
  readonly control: ControlClient;
}

/**
 * Gives the suite in which this is called a control plane of its own; it ends after the suite. `use` takes what the suite
 * needs of it, and may make objects in it before the first test.
 */
export function withControlPlane(
  parts: ClusterOptions["parts"],
  use: (plane: ControlPlane) => void | Promise<void>,
): void {
  let plane: ControlPlane | undefined;
  before(async function () {
    this.timeout(buildTimeMs);
    const cluster = await startCluster({ parts });
    plane = { cluster, client: createApiClient(cluster), control: createControlClient(cluster) };
    await use(plane);
  });
  after(async () => {
    plane?.client.close();
    await plane?.cluster.stop();
  });
}
