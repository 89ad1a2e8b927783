import assert from "node:assert/strict";
import { treeRow } from "../ui/clusterTree.ts";
import { reloadWindow, screenshot } from "../ui/workbench.ts";
import { askForRoom } from "./danceActs.ts";
import { agentPools, azureMakesPool } from "./danceWorld.ts";
import type { Dance } from "./withDance.ts";

/** Asks for room and loads the window again while Azure makes it; asks again for what was still to be asked for. */
export async function makesRoomThroughReload({ workbench, world }: Dance): Promise<void> {
  await askForRoom(workbench, { picture: "9-make-room" });
  await azureMakesPool(world);
  await reloadWindow(workbench);
  await treeRow(workbench, /4\. Make Room.*(waiting|next)/).waitFor();
  await screenshot(workbench, "dance-9-reloaded");
  const asked = agentPools(world);
  // Pools that were still to be asked for are asked for when those are there that were.
  await treeRow(workbench, "Make Room...")
    .or(treeRow(workbench, /4\. Make Room.*done/))
    .first()
    .waitFor();
  if (await treeRow(workbench, "Make Room...").isVisible()) await askForRoom(workbench);
  await treeRow(workbench, /4\. Make Room.*done/).waitFor();
  const now = agentPools(world);
  assert.deepEqual(
    asked.filter((pool) => !now.includes(pool)),
    [],
  );
}
