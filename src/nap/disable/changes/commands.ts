import { commandLine } from "./shellText.ts";
import { doNotDisruptAnnotation } from "../snapshot/names.ts";
import type { Change, MergePatch, NewAgentPool } from "./change.ts";
import type { Taint } from "../snapshot/kubernetesObjects.ts";
import type { ManagedClusterFacts } from "../snapshot/snapshot.ts";

/** Where az finds the cluster; placeholders where Azure was not asked. */
export type ClusterAddress = Pick<
  ManagedClusterFacts,
  "subscriptionId" | "resourceGroup" | "name" | "subnetId"
>;

function azure(cluster: ClusterAddress | undefined, words: readonly string[]): readonly string[] {
  const { resourceGroup = "<resource group>", name = "<cluster>", subscriptionId } = cluster ?? {};
  const isPool = words[0] === "nodepool";
  const cluster2 = isPool ? ["--cluster-name", name] : ["--name", name];
  const subscription = subscriptionId === undefined ? [] : ["--subscription", subscriptionId];
  return ["az", "aks", ...words, "--resource-group", resourceGroup, ...cluster2, ...subscription];
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ""}:${effect}`;
}

function addPool(pool: NewAgentPool, subnetId: string | undefined): readonly string[] {
  const labels = Object.entries(pool.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const option = (name: string, values: readonly string[] | undefined) =>
    values === undefined || values.length === 0 ? [] : [name, ...values];
  return [
    ...["nodepool", "add", "--name", pool.name, "--node-count", String(pool.count)],
    ...["--node-vm-size", pool.vmSize, "--mode", pool.mode],
    ...option("--zones", pool.zones),
    ...option("--labels", labels),
    ...option("--node-taints", pool.taints && [pool.taints.map(taintText).join(",")]),
    ...option("--max-pods", pool.maxPods === undefined ? undefined : [String(pool.maxPods)]),
    ...option("--vnet-subnet-id", subnetId === undefined ? undefined : [subnetId]),
  ];
}

/** The patch as a person would send it: without the version that only a program can know. */
export function patchForPeople(patch: MergePatch): MergePatch {
  const { metadata, ...rest } = patch;
  const kept = Object.entries(metadata ?? {}).filter(([key]) => key !== "resourceVersion");
  return { ...(kept.length > 0 && { metadata: Object.fromEntries(kept) }), ...rest };
}

function wordsOf(change: Change, cluster: ClusterAddress | undefined): readonly string[] {
  switch (change.do) {
    case "patchNodePool": {
      const patch = JSON.stringify(patchForPeople(change.patch));
      return ["kubectl", "patch", "nodepool", change.name, "--type", "merge", "--patch", patch];
    }
    case "scaleAgentPool": {
      const { pool, to } = change;
      return azure(cluster, ["nodepool", "scale", "--name", pool, "--node-count", String(to)]);
    }
    case "raiseAutoscaler": {
      const bounds = ["--min-count", String(change.minCount.to)];
      const most = ["--max-count", String(change.maxCount.to)];
      const update = ["nodepool", "update", "--name", change.pool, "--update-cluster-autoscaler"];
      return azure(cluster, [...update, ...bounds, ...most]);
    }
    case "addAgentPool":
      return azure(cluster, addPool(change.pool, cluster?.subnetId));
    case "deleteNode":
      return ["kubectl", "delete", "node", change.node.name, "--wait=false"];
    case "deleteNodeClaim":
      return ["kubectl", "delete", "nodeclaim", change.nodeClaim.name, "--wait=false"];
    case "evictPod": {
      // kubectl has no verb for an eviction; this is the request itself.
      const { name, namespace = "default" } = change.pod;
      const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
      return ["kubectl", "create", "--raw", path, "-f", "-"];
    }
    case "removeDoNotDisrupt": {
      const { name, namespace } = change.object;
      const where = namespace === undefined ? [] : ["--namespace", namespace];
      const kind = change.kind.toLowerCase();
      return ["kubectl", "annotate", kind, name, ...where, `${doNotDisruptAnnotation}-`];
    }
    case "setMode":
      return azure(cluster, ["update", "--node-provisioning-mode", change.mode]);
  }
}

/**
 * What a person would type for the change, one line of a POSIX shell. It has no protection against changes in between
 * (`resourceVersion`, preconditions): the script guards itself another way.
 */
export function commandOf(change: Change, cluster?: ClusterAddress): string {
  const line = commandLine(wordsOf(change, cluster));
  if (change.do !== "evictPod") return line;
  const { name, namespace } = change.pod;
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata };
  return `${commandLine(["printf", "%s", JSON.stringify(eviction)])} | ${line}`;
}
