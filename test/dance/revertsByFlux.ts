import { listObjects, waitFor } from "../cluster/clusterObjects.ts";
import { expand, treeRow } from "../ui/clusterTree.ts";
import { screenshot } from "../ui/workbench.ts";
import { named } from "./blockersNamed.ts";
import { freeze } from "./danceActs.ts";
import type { DanceWorld } from "./danceWorld.ts";
import { answer, clickRow, copyRemedy } from "./disableView.ts";
import type { Dance } from "./withDance.ts";

/** Tests: Flux puts the freeze of NodePool open back until it is suspended by the command that the view offers. */
export function revertsByFlux(
  dance: () => Dance,
  run: (command: string) => Promise<void> | undefined,
): void {
  const reverted =
    /open: limits\.cpu is 100 again, written by kustomize-controller at .*Flux.*pause/;

  it("is Flux, which is named before the freeze and when it puts the limits back", async () => {
    const { workbench, world } = dance();
    await clickRow(workbench, "Freeze 2 NodePools...");
    await answer(workbench, {
      says: /NodePool open is applied by Flux \(kustomize\.toolkit\.fluxcd\.io\/name: platform\), which takes changes back continuously/,
      button: "Freeze",
      picture: "blockers-owner",
    });
    await named(workbench, reverted, () => limitsAreBack(world));
    await treeRow(workbench, "Freeze 1 NodePool...").waitFor();
    await screenshot(workbench, "dance-blockers-reverted");
  });

  it("is Flux, again and again, until it is suspended as its row says", async () => {
    const { workbench } = dance();
    await expand(workbench, reverted);
    const pause = "Pause what applies NodePool open";
    const command = await copyRemedy(workbench, pause, /flux suspend kustomization/);
    await run(command);
    await freeze(workbench, "Freeze 1 NodePool...");
    await treeRow(workbench, reverted).waitFor({ state: "detached" });
  });
}

/** Waits until Flux has put back what the freeze had taken; the annotation shows that there was one. */
async function limitsAreBack({ client }: DanceWorld): Promise<void> {
  await waitFor("Flux to put the limits back", async () => {
    const pools = await listObjects(client, "NodePool");
    const pool = pools.find(({ metadata }) => metadata.name === "open");
    const { limits } = pool?.spec as { limits?: { cpu?: string } };
    const wasFrozen = pool?.metadata.annotations?.["nap.aks/limits-before-freeze"] !== undefined;
    return wasFrozen && limits?.cpu === "100" ? true : undefined;
  });
}
