import type { FoundCluster } from "../model.ts";
import { preflight } from "./preflight.ts";

/** States that pass, and that the row of a cluster shows anyway. */
const shownAnyway: ReadonlySet<string> = new Set(["stopped", "provisioning-state"]);

/**
 * The titles of the checks that block by what the model of a cluster alone shows, whatever stands around it. None does
 * not mean that nothing blocks: that is what a whole preflight tells.
 */
export function ownBlockers(cluster: FoundCluster): readonly string[] {
  const around = { unread: { features: "nobody looked" } };
  return preflight(cluster, around)
    .filter(
      ({ id, result, isOutside }) => result === "blocks" && !isOutside && !shownAnyway.has(id),
    )
    .map(({ title }) => title);
}
