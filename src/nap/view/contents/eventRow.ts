import type { ClusterEvent } from "../../disable/snapshot/kubernetesObjects.ts";
import { lastSeen } from "../../disable/snapshot/lastSeen.ts";
import { eventWords } from "./eventWords.ts";

/** An event of Karpenter. */
export interface EventRow {
  readonly uid: string;
  readonly about: { readonly kind: string; readonly name: string; readonly namespace: string };
  readonly reason: string;
  readonly isWarning: boolean;
  /** What happened, in words. */
  readonly text: string;
  /** What helps; empty where nothing needs to be done. */
  readonly remedy: string;
  /** As Karpenter said it. */
  readonly message: string;
  readonly count: number;
  /** When it happened last, RFC 3339. */
  readonly at: string;
}

/** The names under which Karpenter reports; its source says `karpenter`, documents name the others too. */
const components: ReadonlySet<string> = new Set([
  "karpenter",
  "karpenter-events",
  "node-auto-provisioning",
]);

/** Whether Karpenter sent the event. */
export function isOfKarpenter({ source, reportingComponent }: ClusterEvent): boolean {
  return components.has(source?.component ?? "") || components.has(reportingComponent ?? "");
}

/** The row of an event. */
export function eventRow(
  event: ClusterEvent & { readonly metadata?: { readonly uid?: string } },
): EventRow {
  const { reason = "", message = "", involvedObject } = event;
  return {
    uid: event.metadata?.uid ?? "",
    about: {
      kind: involvedObject.kind ?? "",
      name: involvedObject.name ?? "",
      namespace: involvedObject.namespace ?? "",
    },
    reason,
    isWarning: event.type === "Warning",
    ...eventWords(reason, message),
    message,
    count: event.count ?? 1,
    at: lastSeen(event),
  };
}

/** The events about one object, newest first. */
export function eventsAbout(
  events: readonly EventRow[],
  about: { readonly kind: string; readonly name: string },
): readonly EventRow[] {
  return events.filter(
    (event) => event.about.kind === about.kind && event.about.name === about.name,
  );
}
