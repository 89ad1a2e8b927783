import * as library from "../../src/cluster.ts";
import type { Remedy } from "../../src/nap/disable/blockers/blocker.ts";
import type { Plan } from "../../src/nap/disable/changes/runChanges.ts";
import type { ApiFault } from "./apiProxy.ts";

/** Freezes all NodePools. */
export const freeze: Plan = (now) => library.freezePlan(library.inventoryOf(now)).changes;
/** Takes back all changes of NodePools. */
export const undo: Plan = (now) => library.undoPlan(library.inventoryOf(now)).changes;
/** Takes back the limits alone. */
export const unfreeze: Plan = (now) => library.unfreezePlan(library.inventoryOf(now)).changes;
/** Deletes the NAP nodes. */
export const skip: Plan = (now) => library.skipMigrationPlan(library.inventoryOf(now)).changes;
/** Takes one remedy. */
export const remedy =
  (one: Remedy): Plan =>
  (now) =>
    library.remedyChanges(one, library.stateOf(now));

/** A plan, the one call of it that fails, and what of the load shows that it was made. */
interface Case {
  readonly plan: Plan;
  readonly call: Pick<ApiFault, "method" | "path">;
  readonly done: string;
}

/** The plans of one call on the load of sideLoad.ts. */
export const sidePlans: Readonly<Record<string, Case>> = {
  "the eviction of a pod": {
    plan: remedy({ kind: "evictPod", pod: "default/web" }),
    call: { method: "POST", path: /\/pods\/web\/eviction/ },
    done: "no pod",
  },
  "the removal of a pod's do-not-disrupt": {
    plan: remedy({ kind: "removeDoNotDisrupt", on: "Pod", name: "default/web" }),
    call: { method: "PATCH", path: /\/pods\/web/ },
    done: "pod may be disrupted",
  },
  "the removal of a node's do-not-disrupt": {
    plan: remedy({ kind: "removeDoNotDisrupt", on: "Node", name: "n" }),
    call: { method: "PATCH", path: /\/nodes\/n/ },
    done: "node may be disrupted",
  },
  "the deletion of a NAP node": {
    plan: skip,
    call: { method: "DELETE", path: /\/nodes\/n/ },
    done: "no node",
  },
};

/** Forbids every eviction of the load's pod. */
export const budget = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }
`;
