import assert from "node:assert/strict";
import { listObjects, waitFor } from "../cluster/clusterObjects.ts";
import { contextAction, treeRow } from "../ui/clusterTree.ts";
import { contextName, writtenPools, type DanceWorld } from "./danceWorld.ts";
import { acceptPicks, answer } from "./disableView.ts";
import type { Dance } from "./withDance.ts";

/** Freezes all NodePools of the cluster that only a kubeconfig knows, and thaws them, by its context menu. */
export async function freezesAndThaws({ workbench, world, written }: Dance): Promise<void> {
  await treeRow(workbench, contextName).waitFor();
  for (const [verb, says] of [
    ["Freeze", /limits-before-freeze/],
    ["Unfreeze", /"nap\.aks\/limits-before-freeze":null/],
  ] as const) {
    await contextAction(workbench, contextName, `${verb} NodePools...`);
    await acceptPicks(workbench);
    await answer(workbench, { says, button: verb, picture: `0-${verb.toLowerCase()}` });
    await poolsOnce(world, verb === "Freeze" ? 3 : 0);
  }
  assert.deepEqual(await writtenPools(world.client), written);
}

/** So many NodePools remember their limits. */
async function poolsOnce({ client }: DanceWorld, frozen: number): Promise<void> {
  await waitFor(`${frozen} frozen NodePools`, async () => {
    const pools = await listObjects(client, "NodePool");
    const ours = pools.filter(({ metadata: { annotations = {} } }) =>
      Object.keys(annotations).some((key) => key.startsWith("nap.aks/")),
    );
    return ours.length === frozen ? true : undefined;
  });
}
