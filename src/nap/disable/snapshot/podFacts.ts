import { parseDuration, toMilliseconds } from "../../../karpenter/duration.ts";
import { isTerminal } from "./inventory.ts";
import { disruptedTaint, doNotDisruptAnnotation } from "./names.ts";
import { toleratesTaint } from "./taints.ts";
import type { Pod } from "./podObjects.ts";

/** How Karpenter looks at pods: karpenter v1.14.0 pkg/utils/pod/scheduling.go. */

/** Running or about to run, neither ended nor being deleted. */
export function isActive(pod: Pod): boolean {
  return !isTerminal(pod) && pod.metadata.deletionTimestamp === undefined;
}

function isOwnedBy({ metadata }: Pod, apiVersion: string, kind: string): boolean {
  return (metadata.ownerReferences ?? []).some(
    (owner) => owner.kind === kind && (owner.apiVersion ?? apiVersion) === apiVersion,
  );
}

/** A pod of a DaemonSet: each node gets its own. */
export function isDaemonPod(pod: Pod): boolean {
  return isOwnedBy(pod, "apps/v1", "DaemonSet");
}

/** A static pod, which the node's own kubelet runs from a file. */
export function isMirrorPod(pod: Pod): boolean {
  return isOwnedBy(pod, "v1", "Node");
}

/** Nothing makes it anew once it is gone: it has no owner at all. */
export function isNaked({ metadata }: Pod): boolean {
  return (metadata.ownerReferences ?? []).length === 0;
}

/** Whether Karpenter looks for another place for it before it gives up the node. */
export function isReschedulable(pod: Pod): boolean {
  const isLeavingMember =
    pod.metadata.deletionTimestamp !== undefined && isOwnedBy(pod, "apps/v1", "StatefulSet");
  return (isActive(pod) || isLeavingMember) && !isDaemonPod(pod) && !isMirrorPod(pod);
}

/** Pods that tolerate the taint of disruption stay on the node until it is gone. */
function toleratesDisruption({ spec }: Pod): boolean {
  return toleratesTaint(spec.tolerations ?? [], disruptedTaint);
}

/** How long a pod holds its node: without end, until a moment, or an annotation that Karpenter ignores. */
export type DoNotDisrupt =
  | { readonly kind: "always" }
  | { readonly kind: "until"; readonly endMs: number }
  | { readonly kind: "ignored"; readonly value: string };

/**
 * What the do-not-disrupt annotation of a pod means now; undefined without one, and when its time is over. A duration
 * counts from the start of the pod; a pod that has not started holds its node without end.
 */
export function doNotDisruptOf({ metadata, status }: Pod, nowMs: number): DoNotDisrupt | undefined {
  const value = metadata.annotations?.[doNotDisruptAnnotation];
  if (value === undefined) return undefined;
  if (value === "true") return { kind: "always" };
  const duration = parseDuration(value);
  if (duration.error !== undefined || duration.value <= 0n) return { kind: "ignored", value };
  if (status?.startTime === undefined) return { kind: "always" };
  const endMs = Date.parse(status.startTime) + toMilliseconds(duration.value);
  return nowMs < endMs ? { kind: "until", endMs } : undefined;
}

/** Whether a do-not-disrupt annotation holds the pod's node now. */
function isProtected(pod: Pod, nowMs: number): boolean {
  const kind = doNotDisruptOf(pod, nowMs)?.kind;
  return isActive(pod) && (kind === "always" || kind === "until");
}

/** Whether Karpenter asks the eviction API for it; PodDisruptionBudgets count for such pods only. */
export function isEvictable(pod: Pod, nowMs: number): boolean {
  return (
    isActive(pod) && !toleratesDisruption(pod) && !isMirrorPod(pod) && !isProtected(pod, nowMs)
  );
}

/** Whether the drain waits for it, until it has ended or is gone. */
export function isWaitedFor(pod: Pod, nowMs: number): boolean {
  const { deletionTimestamp } = pod.metadata;
  const isStuck = deletionTimestamp !== undefined && nowMs - Date.parse(deletionTimestamp) > 60_000;
  return !isTerminal(pod) && !toleratesDisruption(pod) && !isStuck && !isMirrorPod(pod);
}

/** `namespace/name`, as Karpenter's messages write it. */
export function keyOf({ metadata }: Pick<Pod, "metadata">): string {
  return `${metadata.namespace ?? "default"}/${metadata.name}`;
}
