/** Labels, annotations and taints of Karpenter and AKS (karpenter v1.14.0 pkg/apis/v1/labels.go, taints.go), and ours. */

/** On every node and NodeClaim of a NodePool; its value is the pool's name. */
export const nodePoolLabel = "karpenter.sh/nodepool";
export const agentPoolLabels = ["kubernetes.azure.com/agentpool", "agentpool"] as const;
export const zoneLabel = "topology.kubernetes.io/zone";
export const hostnameLabel = "kubernetes.io/hostname";
export const instanceTypeLabel = "node.kubernetes.io/instance-type";

export const doNotDisruptAnnotation = "karpenter.sh/do-not-disrupt";
/** On a NodeClaim that is being deleted: when its pods lose all protection (RFC 3339). */
export const terminationTimeAnnotation = "karpenter.sh/nodeclaim-termination-timestamp";

/** Put on a node's spec while Karpenter disrupts it. */
export const disruptedTaint = { key: "karpenter.sh/disrupted", effect: "NoSchedule" } as const;
/** The taint of the documented way to switch node auto-provisioning off; nothing in the provider knows it. */
export const disableTaint = {
  key: "karpenter.azure.com/disable",
  effect: "NoSchedule",
} as const;

/**
 * What a NodePool said before we changed it, as JSON in annotations of the NodePool, written in the same patch as the
 * change: it outlives this machine, and annotations of a NodePool's own metadata never cause drift.
 */
export const rememberedAnnotations = {
  /** `null`: no limits; else the part of them that was replaced: `{}` or `{"cpu":"100"}`. */
  limits: "nap.aks/limits-before-freeze",
  /** `null`: no taints; else the list. */
  taints: "nap.aks/taints-before-disable",
  /** `{"before": null or list, "after": list}`. */
  budgets: "nap.aks/budgets-before-disable",
  /** The number of replicas of a static pool. */
  replicas: "nap.aks/replicas-before-disable",
} as const;

/** Whether it is the taint of the documented way. */
export function isOurTaint({
  key,
  effect,
}: {
  readonly key: string;
  readonly effect: string;
}): boolean {
  return key === disableTaint.key && effect === disableTaint.effect;
}
