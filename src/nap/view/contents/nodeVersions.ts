import { isRecord, recordOf, textOf } from "../../../karpenter/plain.ts";
import type { Node } from "../../disable/snapshot/kubernetesObjects.ts";

/**
 * The version of a node image, such as `202512.18.0`: the last segment of a claim's `status.imageID`, else the end of
 * the label that nodes of agent pools carry; empty where neither is there.
 */
export function imageVersionOf(
  claimStatus: unknown,
  labels: Readonly<Record<string, string>>,
): string {
  const id = textOf(recordOf(claimStatus).imageID);
  if (id !== undefined && id !== "") return id.slice(id.lastIndexOf("/") + 1);
  const label = labels["kubernetes.azure.com/node-image-version"] ?? "";
  return label.slice(label.lastIndexOf("-") + 1);
}

/** The image definition of an image id: `2404gen2containerd`; empty where there is none. */
export function imageDefinitionOf(id: string): string {
  return /\/images\/([^/]+)/i.exec(id)?.[1] ?? "";
}

/** `v1.35.4`, as the node's kubelet reports it; empty where it has not yet. */
export function kubeletVersionOf(node: Node | undefined): string {
  const status: unknown = node?.status;
  const nodeInfo = isRecord(status) ? recordOf(status.nodeInfo) : {};
  return textOf(nodeInfo.kubeletVersion) ?? "";
}
