import type { DisableReading } from "../../disable/reading.ts";
import type { Pod } from "../../disable/snapshot/podObjects.ts";
import { listed } from "../../listed.ts";
import { countText } from "../../disable/countText.ts";
import { doNotDisruptOf, isActive, keyOf } from "../../disable/snapshot/podFacts.ts";

/**
 * What comes of deleting all NAP nodes at once instead of waiting for Karpenter, in sentences. Karpenter's finalizer
 * drains a deleted node by the eviction API all the same and leaves pods with do-not-disrupt alone (karpenter v1.14.0
 * node/termination/terminator, IsEvictable), both up to the terminationGracePeriod.
 */
export function skipText({ state, drain }: DisableReading): readonly string[] {
  const { snapshot } = state.inventory;
  return [
    "Not recommended: the steps move the pods to nodes that are ready for them.",
    `${countText(drain.pods, "pod")} ${drain.pods === 1 ? "has" : "have"} to move. The budgets of the NodePools do not count, no place is looked for, and all nodes go at the same time.`,
    ...pendingText(state),
    ...lostText(state),
    ...budgetText(state),
    ...protectionText(state),
    ...snapshot.unread.flatMap(({ list, message }) => {
      const what = consequences[list];
      return what === undefined
        ? []
        : [`Not known: ${what} (${list} could not be read: ${message}).`];
    }),
  ];
}

const consequences: Readonly<Record<string, string>> = {
  pods: "which pods have to move",
  podDisruptionBudgets: "which PodDisruptionBudgets hold nodes",
  daemonSets: "how much room there is",
  persistentVolumeClaims: "which volumes bind pods",
  persistentVolumes: "which volumes bind pods",
};

type State = DisableReading["state"];

function pendingText({ outlook }: State): readonly string[] {
  const { forecast } = outlook;
  const homeless = forecast.homeless.map(({ pod }) => pod);
  const lacking = forecast.needs.flatMap(({ pods }) => pods);
  const unsure = forecast.unread.length > 0 ? ", by the lists that were read" : "";
  if (homeless.length + lacking.length === 0)
    return [`By the forecast every pod finds room on the fixed pools${unsure}.`];
  return [
    ...(lacking.length === 0
      ? []
      : [`Pending until room is made (${lacking.length}): ${listed(lacking)}.`]),
    ...(homeless.length === 0
      ? []
      : [
          `Pending for good, because no fixed pool takes them (${homeless.length}): ${listed(homeless)}.`,
        ]),
  ];
}

function lostText({ outlook }: State): readonly string[] {
  const naked = outlook.blockers.flatMap(({ kind, pod }) =>
    kind === "nakedPod" && pod !== undefined ? [pod] : [],
  );
  const lost = [...new Set([...naked, ...outlook.rehearsal.lost])];
  return lost.length === 0
    ? []
    : [`Lost for good, because no controller makes them anew: ${listed(lost)}.`];
}

const ofBudgets: ReadonlySet<string> = new Set([
  "podDisruptionBudget",
  "severalPodDisruptionBudgets",
]);

/** The PodDisruptionBudgets that let none go, each with the number of its pods on NAP nodes. */
function budgetText({ outlook }: State): readonly string[] {
  const pods = new Map<string, Set<string>>();
  for (const { kind, pod, remedies, effect } of outlook.blockers) {
    if (!ofBudgets.has(kind) || pod === undefined || effect === "unknown") continue;
    for (const remedy of remedies)
      if (remedy.kind === "openBudget" || remedy.kind === "dropBudget")
        pods.set(remedy.budget, (pods.get(remedy.budget) ?? new Set()).add(pod));
  }
  if (pods.size === 0) return [];
  const names = [...pods].map(([budget, own]) => `${budget} (${countText(own.size, "pod")})`);
  return [
    `PodDisruptionBudgets that let none go are kept, and the nodes of their pods wait for them, at most for a terminationGracePeriod: ${listed(names)}.`,
  ];
}

function protectionText({ inventory }: State): readonly string[] {
  const { napNodes, nowMs } = inventory;
  const held = napNodes.flatMap(({ pods }) =>
    pods.filter((pod) => isActive(pod) && isHeld(pod, nowMs)).map(keyOf),
  );
  return held.length === 0
    ? []
    : [
        `Pods with the annotation karpenter.sh/do-not-disrupt are not evicted, and their nodes wait for it to go, at most for a terminationGracePeriod: ${listed(held)}.`,
      ];
}

function isHeld(pod: Pod, nowMs: number): boolean {
  const held = doNotDisruptOf(pod, nowMs);
  return held !== undefined && held.kind !== "ignored";
}
