import { createApiClient, type ApiClient } from "./apiClient.ts";
import { startCluster, type ClusterOptions, type TestCluster } from "./start.ts";

/** Building the control plane for the first time takes minutes. */
const buildTimeMs = 40 * 60_000;

/** Gives the suite in which this is called a control plane of its own; it ends after the suite. */
export function withControlPlane(
  parts: ClusterOptions["parts"],
  use: (client: ApiClient, cluster: TestCluster) => void,
): void {
  let cluster: TestCluster | undefined;
  let client: ApiClient | undefined;
  before(async function () {
    this.timeout(buildTimeMs);
    cluster = await startCluster({ parts });
    client = createApiClient(cluster);
    use(client, cluster);
  });
  after(async () => {
    client?.close();
    await cluster?.stop();
  });
}
