import { nearest } from "../karpenter/nearest.ts";

export type Kind = "NodePool" | "AKSNodeClass" | "NodeClaim" | "NodeOverlay";

export const kinds: readonly Kind[] = ["NodePool", "AKSNodeClass", "NodeClaim", "NodeOverlay"];

const groups = ["karpenter.sh", "karpenter.azure.com"];

/**
 * Which of our kinds an object is, whatever its version; undefined for all else. Others have a NodePool too
 * (container.gcp.upbound.io/v1beta2), so the group counts, unless it is left out (Kubernetes itself has none) or nearly one
 * of ours. Nobody else has an AKSNodeClass.
 */
export function ourKind(apiVersion: string, kind: string): Kind | undefined {
  const known = kinds.find((one) => one === kind);
  if (known === undefined || known === "AKSNodeClass") return known;
  return isOurGroup(apiVersion) ? known : undefined;
}

function isOurGroup(apiVersion: string): boolean {
  if (!apiVersion.includes("/") || apiVersion.includes("karpenter")) return true;
  const [group = ""] = apiVersion.split("/");
  return nearest(group, groups).length > 0;
}
