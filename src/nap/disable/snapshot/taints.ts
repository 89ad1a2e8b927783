import type { Taint } from "./kubernetesObjects.ts";
import type { Toleration } from "./podObjects.ts";

/** Taints that keep pods away before they are bound; PreferNoSchedule only makes a node less welcome. */
const keepingAway = new Set(["NoSchedule", "NoExecute"]);

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== "" && effect !== taint.effect) return false;
  if (key !== undefined && key !== "" && key !== taint.key) return false;
  // Only operator Exists may leave the key out.
  if (operator === "Exists") return true;
  return key !== undefined && key !== "" && (value ?? "") === (taint.value ?? "");
}

/** Whether some toleration lets the pod onto a node with the taint (ToleratesTaint of k8s.io/component-helpers). */
export function toleratesTaint(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/** The first taint that keeps a pod with these tolerations away. */
export function repellingTaint(
  tolerations: readonly Toleration[],
  taints: readonly Taint[],
): Taint | undefined {
  return taints.find(
    (taint) => keepingAway.has(taint.effect) && !toleratesTaint(tolerations, taint),
  );
}

/** The taint as kubectl writes it: `key=value:Effect`. */
export function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ""}:${effect}`;
}
