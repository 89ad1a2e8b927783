import type { ClusterEvent } from "./kubernetesObjects.ts";

/** When the event last happened, RFC 3339; empty when it does not say. */
export function lastSeen({ lastTimestamp, eventTime, firstTimestamp }: ClusterEvent): string {
  return lastTimestamp ?? eventTime ?? firstTimestamp ?? "";
}

/** The same in milliseconds since 1970; 0 when the event does not say. */
export function lastSeenMs(event: ClusterEvent): number {
  return Date.parse(lastSeen(event)) || 0;
}
