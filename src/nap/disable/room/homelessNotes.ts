import { listed } from "../../listed.ts";
import type { HomelessPod } from "./roomForecast.ts";

/** Pods that have no place for the same reason. */
export interface HomelessGroup {
  /** `Pod a`, or `Pods a, b and 7 more`. */
  readonly pods: string;
  readonly isOne: boolean;
  readonly why: string;
}

/** By reason, since thousands of pods may lack a place for the same one. */
export function homelessGroups(homeless: readonly HomelessPod[]): readonly HomelessGroup[] {
  const groups = new Map<string, string[]>();
  for (const { pod, why } of homeless) {
    const pods = groups.get(why) ?? [];
    pods.push(pod);
    groups.set(why, pods);
  }
  return [...groups].map(([why, pods]) => ({
    pods: `${pods.length === 1 ? "Pod" : "Pods"} ${listed(pods)}`,
    isOne: pods.length === 1,
    why,
  }));
}

/** The same as sentences. */
export function homelessNotes(homeless: readonly HomelessPod[]): readonly string[] {
  return homelessGroups(homeless).map(
    ({ pods, isOne, why }) => `${pods} ${isOne ? "fits" : "fit"} no fixed pool: ${why}.`,
  );
}
