import { isJsonObject, objectsAt, textAt, type Json, type JsonObject } from "../../json.ts";
import { clusterContents } from "./clusterContents.ts";
import type { ClusterContents, ContentObjects } from "./clusterContents.ts";
import type { KindState } from "./kindState.ts";

/** What kubectl is to print of a cluster with Karpenter; events are left out, because long output is cut. */
export const snapshotCommand =
  "kubectl get nodepools.karpenter.sh,nodeclaims.karpenter.sh,aksnodeclasses.karpenter.azure.com,nodes -o json";

/** The same where Karpenter's kinds are not served. */
export const nodesCommand = "kubectl get nodes -o json";

/** Whether kubectl says that the cluster does not serve a kind. */
export function isKindUnknown(logs: string): boolean {
  return logs.includes("doesn't have a resource type");
}

/**
 * What a cluster contains by the output of one of the commands above, other lines around the JSON included.
 * Undefined where the output is no whole list.
 */
export function snapshotContents(
  logs: string,
  { nowMs, servesKarpenter }: { readonly nowMs: number; readonly servesKarpenter: boolean },
): ClusterContents | undefined {
  const list = parsed(logs.slice(logs.indexOf("{"), logs.lastIndexOf("}") + 1));
  if (!isJsonObject(list) || textAt(list, "kind") !== "List") return undefined;
  const items = objectsAt(list, "items");
  const ofKind = (kind: string) => items.filter((one) => textAt(one, "kind") === kind);
  const objects: Readonly<Record<keyof ContentObjects, readonly JsonObject[]>> = {
    nodePools: ofKind("NodePool"),
    nodeClaims: ofKind("NodeClaim"),
    aksNodeClasses: ofKind("AKSNodeClass"),
    nodes: ofKind("Node"),
    events: [],
  };
  const live: KindState = { phase: "live" };
  const ours = servesKarpenter ? live : notServed;
  const kinds = { nodePools: ours, nodeClaims: ours, aksNodeClasses: ours, nodes: live };
  // The API server has validated these objects against the types of their kinds.
  const typed = objects as unknown as ContentObjects;
  return clusterContents(typed, { ...kinds, events: live }, nowMs);
}

const notServed: KindState = {
  phase: "failed",
  problem: {
    kind: "not-found",
    text: "The cluster does not serve Karpenter's kinds.",
    detail: "",
    action: { verb: "list", resource: "nodepools.karpenter.sh" },
  },
};

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
