import fc from "fast-check";
import { anyNodePool } from "./arbitraryPools.ts";
import { nodeHappenings } from "./nodeHappenings.ts";
import type { NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { Happening } from "./faultyCluster.ts";

const pick = fc.nat({ max: 30 });

/** What others may do at any time. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    is: fc.constantFrom(
      // Nodes go more often than anything else, so that the way gets to its end.
      ...([...nodeHappenings, "karpenterRemovesNode", "claimEnds"] as const),
      ...([
        "memory",
        "addTaint",
        "dropOurTaint",
        "budgets",
        "revert",
        "recreate",
        "status",
      ] as const),
    ),
    pick,
  }),
  fc.record({ is: fc.constant("limit" as const), pick, cpu: fc.constantFrom("5", "1k") }),
);

/** The NodePools of a cluster. */
export const pools = fc.uniqueArray(anyNodePool, {
  maxLength: 3,
  minLength: 1,
  selector: ({ metadata }) => metadata.name,
});

/** The pools of this model always have a version, as those of an API server. */
export function versioned(pool: NodePool): NodePool {
  return { ...pool, metadata: { ...pool.metadata, resourceVersion: "1" } };
}

/** A NodePool to be compared: every change counts its version up. */
export function withoutVersion({ metadata, spec }: NodePool): unknown {
  return { metadata: { ...metadata, resourceVersion: "" }, spec };
}
