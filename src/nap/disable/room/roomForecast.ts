import type { PoolTemplate } from "./poolTemplates.ts";

/** Nodes that a fixed pool lacks. */
export interface RoomNeed {
  readonly template: PoolTemplate;
  readonly nodes: number;
  /** By zone where the pool has zones; nodes whose zone does not matter are spread. */
  readonly byZone: Readonly<Record<string, number>>;
  /** Whether some of the pods may not go into every zone. */
  readonly isZonal: boolean;
  /** `namespace/name` of the pods that need them. */
  readonly pods: readonly string[];
}

/** A pod that no node of a fixed pool can ever take. */
export interface HomelessPod {
  readonly pod: string;
  readonly node: string | undefined;
  readonly why: string;
}

/** What the fixed pools lack once every NAP node is gone. */
export interface Forecast {
  readonly needs: readonly RoomNeed[];
  readonly homeless: readonly HomelessPod[];
  /** Pods that move, and those of them that fit onto nodes that are there. */
  readonly moving: number;
  readonly fitting: number;
  /** Lists without which nothing is known about room, with the reason. */
  readonly unread: readonly string[];
  /** What could not be counted in, in words. */
  readonly unknown: readonly string[];
}
