import { isFullyBlocking, refusalOf } from "./disruptionBudgets.ts";
import type { BudgetIndex } from "./disruptionBudgets.ts";
import { isLeaving } from "../fitting/buildWorld.ts";
import {
  doNotDisruptOf,
  isActive,
  isMirrorPod,
  isNaked,
  isReschedulable,
  keyOf,
} from "../snapshot/podFacts.ts";
import { timeText } from "../timeText.ts";
import { volumeTermsOf } from "../fitting/volumeTerms.ts";
import type { VolumeIndex } from "../fitting/volumeTerms.ts";
import type { Blocker, Remedy } from "./blocker.ts";
import type { NapNode } from "../snapshot/inventory.ts";
import type { Pod, PodDisruptionBudget } from "../snapshot/podObjects.ts";

/** What all judgements about single pods need. */
export interface PodContext {
  readonly nowMs: number;
  readonly budgets: BudgetIndex;
  readonly volumes: VolumeIndex;
}

/**
 * Eviction does not look at the annotation. It helps once Karpenter has closed the node to new pods: before, the pod
 * may be started there again, and one without a controller is not started at all.
 */
function evictionOf(pod: Pod, node: NapNode): readonly Remedy[] {
  return isLeaving(node) && !isNaked(pod) ? [{ kind: "evictPod", pod: keyOf(pod) }] : [];
}

function protection(pod: Pod, node: NapNode, nowMs: number): Blocker | undefined {
  const { claim } = node;
  const held = isActive(pod) ? doNotDisruptOf(pod, nowMs) : undefined;
  if (held === undefined) return undefined;
  const name = keyOf(pod);
  const common = { kind: "doNotDisruptPod", pod: name } as const;
  const remove: Remedy = { kind: "removeDoNotDisrupt", on: "Pod", name };
  const evict = evictionOf(pod, node);
  if (held.kind === "ignored") {
    const words = `Pod ${name} has a do-not-disrupt annotation that Karpenter ignores: "${held.value}" is neither true nor a duration.`;
    return { ...common, effect: "info", words, remedies: [] };
  }
  if (claim?.spec?.terminationGracePeriod !== undefined) {
    const words = `Pod ${name} asks not to be disrupted, but the node's terminationGracePeriod of ${claim.spec.terminationGracePeriod} ends that: the pod is deleted when it is over.`;
    return { ...common, effect: "loses", words, remedies: [{ kind: "evictPod", pod: name }] };
  }
  if (held.kind === "until") {
    const words = `Pod ${name} must not be disrupted until ${timeText(held.endMs)}.`;
    const wait: Remedy = { kind: "wait", untilMs: held.endMs };
    return { ...common, effect: "waits", words, remedies: [wait, remove, ...evict] };
  }
  const words = `Pod ${name} must not be disrupted (annotation karpenter.sh/do-not-disrupt).`;
  return { ...common, effect: "blocks", words, remedies: [remove, ...evict] };
}

function budgetWords(budget: PodDisruptionBudget, opens: "never" | "later"): string {
  const { maxUnavailable, minAvailable } = budget.spec ?? {};
  const { currentHealthy, desiredHealthy, expectedPods } = budget.status ?? {};
  if (isFullyBlocking(budget)) {
    const rule =
      maxUnavailable === undefined
        ? `minAvailable ${String(minAvailable)}`
        : `maxUnavailable ${String(maxUnavailable)}`;
    return `never lets one go (${rule})`;
  }
  if (currentHealthy === undefined) return "lets none go now";
  const counts = `${currentHealthy} of ${expectedPods ?? "?"} healthy, ${desiredHealthy ?? "?"} needed`;
  return opens === "later"
    ? `lets none go until more are healthy (${counts})`
    : `lets none go (${counts})`;
}

function eviction(pod: Pod, { claim }: NapNode, context: PodContext): Blocker | undefined {
  const refusal = refusalOf(pod, { index: context.budgets, nowMs: context.nowMs });
  if (refusal === undefined) return undefined;
  const name = keyOf(pod);
  const names = refusal.budgets.map(keyOf);
  const [first] = refusal.budgets;
  const several = refusal.kind === "several";
  const remedies = names.map((budget): Remedy => ({
    kind: several ? "dropBudget" : "openBudget",
    budget,
  }));
  const kind = several ? "severalPodDisruptionBudgets" : "podDisruptionBudget";
  const why =
    several || first === undefined
      ? `Pod ${name} is under several PodDisruptionBudgets (${names.join(", ")}); the eviction API refuses such pods, however open they are: leave one.`
      : `Pod ${name}: PodDisruptionBudget ${names.join()} ${budgetWords(first, refusal.opens)}.`;
  const period = claim?.spec?.terminationGracePeriod;
  if (period === undefined) {
    const effect = refusal.opens === "later" ? "waits" : "blocks";
    return { kind, effect, pod: name, words: why, remedies };
  }
  const words = `${why} After the node's terminationGracePeriod of ${period} the pod is deleted all the same.`;
  return { kind, effect: "loses", pod: name, words, remedies };
}

function data(pod: Pod, context: PodContext): readonly Blocker[] {
  const name = keyOf(pod);
  const { local } = isActive(pod) ? volumeTermsOf(pod, context.volumes) : { local: [] };
  const backUp: Remedy = { kind: "backUpData", pod: name };
  const found: Blocker[] = local.map((volume) => ({
    kind: "localVolume",
    effect: "loses",
    pod: name,
    words: `Pod ${name} keeps data in volume ${volume} on the node's own disk: the pod cannot start elsewhere and the data goes with the node.`,
    remedies: [backUp],
  }));
  const volumes = pod.spec.volumes ?? [];
  const scratch = volumes.filter(
    ({ emptyDir }) => emptyDir !== undefined && emptyDir.medium !== "Memory",
  );
  const host = volumes.filter(({ hostPath }) => hostPath !== undefined);
  const names = [...scratch, ...host].map((volume) => volume.name).join(", ");
  if (names !== "" && isReschedulable(pod))
    found.push({
      kind: "localData",
      effect: host.length > 0 ? "loses" : "info",
      pod: name,
      words: `Pod ${name} writes to the node's own disk (${names}); that is gone with the node.`,
      remedies: [backUp],
    });
  return found;
}

function nakedness(pod: Pod): Blocker | undefined {
  if (!isNaked(pod) || !isActive(pod)) return undefined;
  const name = keyOf(pod);
  const words = `Pod ${name} has no controller: once evicted it is gone, nothing starts it again.`;
  return {
    kind: "nakedPod",
    effect: "loses",
    pod: name,
    words,
    remedies: [{ kind: "changePod", pod: name }],
  };
}

/** Of pods that end sooner nobody has to be told. */
const longGraceMs = 2 * 60_000;

function terminating(pod: Pod, node: NapNode, nowMs: number): Blocker | undefined {
  const { deletionTimestamp, finalizers = [] } = pod.metadata;
  if (deletionTimestamp === undefined || !isLeaving(node) || isMirrorPod(pod)) return undefined;
  const overdue = nowMs - Date.parse(deletionTimestamp);
  const name = keyOf(pod);
  if (overdue < -longGraceMs) {
    const words = `Pod ${name} is ending and may take until ${timeText(Date.parse(deletionTimestamp))}.`;
    return { kind: "endingPod", effect: "waits", pod: name, words, remedies: [] };
  }
  if (overdue < 60_000) return undefined;
  const why = finalizers.length > 0 ? ` It has finalizers: ${finalizers.join(", ")}.` : "";
  const words = `Pod ${name} should have ended at ${timeText(Date.parse(deletionTimestamp))}.${why}`;
  return {
    kind: "stuckTerminating",
    effect: "info",
    pod: name,
    words,
    remedies: [{ kind: "changePod", pod: name }],
  };
}

/** Everything about a pod that holds its node or that is lost with it; all reasons, not the first. */
export function podBlockers(pod: Pod, node: NapNode, context: PodContext): readonly Blocker[] {
  const found = [
    protection(pod, node, context.nowMs),
    eviction(pod, node, context),
    nakedness(pod),
    ...data(pod, context),
    terminating(pod, node, context.nowMs),
  ];
  const where = { node: node.node.metadata.name, nodePool: node.pool };
  return found.flatMap((blocker) => (blocker === undefined ? [] : [{ ...blocker, ...where }]));
}
