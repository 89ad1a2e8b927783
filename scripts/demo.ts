// npm run demo: the whole product without an Azure subscription. Azure is played by a stand-in, one cluster is real.
import { startDemoCluster } from "../test/cluster/demo.ts";
import { reasonWithoutGo } from "../test/cluster/goToolchain.ts";
import { startDemoAzure, type DemoAzure } from "../test/demo/demoAzure.ts";
import { demoClusters, liveCluster } from "../test/demo/demoClusters.ts";
import { signedIn } from "../test/emulator/signedIn.ts";
import { endAll, onEnd } from "./host/cleanup.ts";
import { buildExtension, copySamples, openWindow, temporaryFolder } from "./openWindow.ts";

function tell({ azure }: DemoAzure, kubeconfig: string): void {
  console.log(`
The demo runs on this machine alone:
  Azure      a stand-in at ${azure.origin} with ${demoClusters.length} clusters in two subscriptions
  cluster    ${liveCluster}: a real API server with a real Karpenter and a demo load
             kubectl --kubeconfig ${kubeconfig} get nodepools
  VS Code    signed in to the stand-in as a managed identity; open "AKS NAP" in the activity bar
Ctrl-C ends all of it; nothing stays behind.`);
}

async function main(): Promise<void> {
  const reason = reasonWithoutGo();
  if (reason !== undefined) {
    console.error(`The demo needs Go. ${reason}`);
    process.exitCode = 1;
    return;
  }
  await buildExtension();
  console.log("Starting the control plane with its demo load (1 of 3)");
  const control = await startDemoCluster({ onSpawn: onEnd });
  console.log("Starting the stand-in of Azure (2 of 3)");
  const demo = await startDemoAzure(control);
  onEnd(() => demo.stop());
  console.log("Starting VS Code (3 of 3)");
  const window = signedIn(demo.azure, await temporaryFolder("demo"));
  tell(demo, control.kubeconfig);
  await openWindow(await copySamples(), window);
}

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => {
    ending.abort();
  });
try {
  await main();
} catch (error) {
  // What is broken off fails while it is cleaned up, and that is no news.
  if (!ending.signal.aborted) throw error;
} finally {
  await endAll();
}
