import type { Change } from "../nap/disable/changes/change.ts";
import { fieldManagerOf } from "../nap/disable/changes/fieldManagers.ts";
import { doNotDisruptAnnotation } from "../nap/disable/snapshot/names.ts";
import type { ClusterAccess } from "./access.ts";
import { deleteObject, evictPod, patchObject, type ChangeOptions } from "./changes.ts";

/** The changes of a plan that the API server makes; the others are Azure's. */
export type KubeChange = Extract<
  Change,
  {
    readonly do:
      "patchNodePool" | "deleteNode" | "deleteNodeClaim" | "evictPod" | "removeDoNotDisrupt";
  }
>;

const kubeChanges: ReadonlySet<Change["do"]> = new Set([
  "patchNodePool",
  "deleteNode",
  "deleteNodeClaim",
  "evictPod",
  "removeDoNotDisrupt",
] satisfies KubeChange["do"][]);

/** Whether the API server makes the change. */
export function isKubeChange(change: Change): change is KubeChange {
  return kubeChanges.has(change.do);
}

/**
 * Makes one change of a plan, on exactly the object that the plan was made of.
 * @throws KubeError; `conflict` when the object is another one by now: read again and plan again
 */
export async function applyChange(
  access: ClusterAccess,
  change: KubeChange,
  options: ChangeOptions = {},
): Promise<void> {
  switch (change.do) {
    case "patchNodePool": {
      const patch = { type: "merge", patch: change.patch } as const;
      const target = { name: change.name };
      const fieldManager = fieldManagerOf(change.patch);
      await patchObject(access, "nodePools", { target, change: patch, fieldManager, ...options });
      return;
    }
    case "deleteNode":
      return deleteObject(access, "nodes", { target: change.node, ...options });
    case "deleteNodeClaim":
      return deleteObject(access, "nodeClaims", { target: change.nodeClaim, ...options });
    case "evictPod":
      return evictPod(access, { target: change.pod, ...options });
    case "removeDoNotDisrupt": {
      const { uid, resourceVersion } = change.object;
      const annotations = { [doNotDisruptAnnotation]: null };
      // The API server refuses a patch that would change the uid, so another object of the name stays as it is.
      const patch = { metadata: { uid, resourceVersion, annotations } };
      const kind = change.kind === "Pod" ? "pods" : "nodes";
      const merge = { type: "merge", patch } as const;
      await patchObject(access, kind, { target: change.object, change: merge, ...options });
    }
  }
}
