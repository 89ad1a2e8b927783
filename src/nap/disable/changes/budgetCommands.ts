import { isFullyBlocking } from "../blockers/disruptionBudgets.ts";
import { truthIn } from "../snapshot/conditions.ts";
import { isActive } from "../snapshot/podFacts.ts";
import { selects } from "../snapshot/selectors.ts";
import { commandLine } from "./shellText.ts";
import type { Pod, PodDisruptionBudget } from "../snapshot/podObjects.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";

/** `namespace/name`, as kubectl takes it. */
export function namespaced(key: string): readonly string[] {
  const [last = "", namespace = "default"] = key.split("/").reverse();
  return [last, "--namespace", namespace];
}

function podsOf({ metadata, spec }: PodDisruptionBudget, { pods }: ClusterSnapshot) {
  const { namespace = "default" } = metadata;
  return pods.filter(
    (pod) =>
      (pod.metadata.namespace ?? "default") === namespace &&
      isActive(pod) &&
      selects(spec?.selector, pod.metadata.labels),
  );
}

/** Controllers of Kubernetes itself, whose number of replicas the disruption controller knows. */
const scaled = new Set(["ReplicaSet", "StatefulSet", "ReplicationController", "Deployment"]);

function isScaled({ metadata }: Pod): boolean {
  return (metadata.ownerReferences ?? []).some(({ kind }) => scaled.has(kind));
}

/**
 * What lets one pod at a time go, whichever of the two fields says it now. `maxUnavailable` counts from the replicas of
 * the pods' controllers and never lets a pod go that has none; there only `minAvailable` as a number does (Kubernetes
 * documentation, "Specifying a Disruption Budget for your Application").
 */
function opening(pods: readonly Pod[]): Readonly<Record<string, number | null>> {
  if (pods.every(isScaled)) return { minAvailable: null, maxUnavailable: 1 };
  // Pods without any owner do not come back, so that there are fewer each time.
  const isComingBack = pods.every(({ metadata }) => (metadata.ownerReferences ?? []).length > 0);
  return { minAvailable: isComingBack ? Math.max(0, pods.length - 1) : 0, maxUnavailable: null };
}

function isUnhealthy({ status }: Pod): boolean {
  return truthIn(status?.conditions, "Ready") === false;
}

/** How the budget has to change so that its pods can be evicted; nothing where they only have to recover. */
function patchOf(budget: PodDisruptionBudget, pods: readonly Pod[]): object {
  const { currentHealthy, expectedPods = 0 } = budget.status ?? {};
  const { spec = {} } = budget;
  const isTight = currentHealthy === undefined || currentHealthy >= expectedPods;
  const counts = isTight || isFullyBlocking(budget) ? opening(pods) : {};
  const isSo = Object.entries(counts).every(
    ([key, value]) => (spec as Readonly<Record<string, unknown>>)[key] === (value ?? undefined),
  );
  // Pods that are ill count as gone already: a budget that goes by the healthy ones never lets them go.
  const letsIllOnesGo = spec.unhealthyPodEvictionPolicy === "AlwaysAllow";
  return {
    ...(!isSo && counts),
    ...(pods.some(isUnhealthy) && !letsIllOnesGo && { unhealthyPodEvictionPolicy: "AlwaysAllow" }),
  };
}

/** Opens a PodDisruptionBudget; empty where a change of it opens nothing. */
export function openBudgetCommand(key: string, snapshot: ClusterSnapshot): string {
  const budget = snapshot.podDisruptionBudgets.find(
    ({ metadata }) => `${metadata.namespace ?? "default"}/${metadata.name}` === key,
  );
  const spec = budget === undefined ? opening([]) : patchOf(budget, podsOf(budget, snapshot));
  if (Object.keys(spec).length === 0) return "";
  const patch = ["kubectl", "patch", "poddisruptionbudget", ...namespaced(key)];
  return commandLine([...patch, "--type", "merge", "--patch", JSON.stringify({ spec })]);
}

/** Deletes an object and keeps it in a file, from which kubectl makes it again. */
export function dropCommand(object: readonly string[], file: string): string {
  return [
    `${commandLine(["kubectl", "get", ...object, "--output", "yaml"])} > ${commandLine([file])}`,
    commandLine(["kubectl", "delete", ...object]),
  ].join(" && ");
}

/** The same of a PodDisruptionBudget. */
export function dropBudgetCommand(key: string): string {
  return dropCommand(["poddisruptionbudget", ...namespaced(key)], `${key.replace("/", "-")}.yaml`);
}
