import type { Change } from "../../../../src/nap/disable/changes/change.ts";
import type { ChangeProblem, NapCluster } from "../../../../src/nap/disable/snapshot/napCluster.ts";
import type {
  ClusterObjects,
  ClusterSnapshot,
} from "../../../../src/nap/disable/snapshot/snapshot.ts";
import type { FaultyCluster, Happening } from "./faultyCluster.ts";

/** How one call ends. Of a lost answer nobody knows; of a lost request neither, but nothing was done. */
export type CallFault =
  "none" | "forbidden" | "conflict" | "gone" | "lostRequest" | "lostAnswer" | "unread";

/** One call, and what others do right before the server gets it. */
export interface Call {
  readonly fault: CallFault;
  readonly before: readonly Happening[];
}

const problems = {
  forbidden: { kind: "forbidden", words: "403" },
  conflict: { kind: "conflict", words: "409" },
  gone: { kind: "refused", words: "410" },
  lostRequest: { kind: "unsure", words: "The connection broke off." },
  lostAnswer: { kind: "unsure", words: "The connection broke off." },
} as const satisfies Partial<Record<CallFault, ChangeProblem>>;

/** A way to the cluster on which calls end as told, one after the other; after those that are told of all go well. */
export class FailingReach implements NapCluster {
  readonly cluster: FaultyCluster;
  #calls: readonly Call[];

  constructor(cluster: FaultyCluster, calls: readonly Call[]) {
    this.cluster = cluster;
    this.#calls = calls;
  }

  #next(): CallFault {
    const [call, ...rest] = this.#calls;
    this.#calls = rest;
    for (const happening of call?.before ?? []) this.cluster.happen(happening);
    return call?.fault ?? "none";
  }

  /** As the real one: without `lists` everything, with them these alone; a list that fails is empty and named. */
  read(lists?: readonly (keyof ClusterObjects)[]): Promise<ClusterSnapshot> {
    const fault = this.#next();
    if (fault === "lostRequest" || fault === "lostAnswer")
      return Promise.reject(new Error("The connection broke off."));
    const now = this.cluster.read();
    const missing = fault === "none" || fault === "conflict" ? [] : ([lost(fault)] as const);
    const isRead = (list: string) =>
      (lists === undefined || lists.some((one) => one === list)) &&
      !missing.some((one) => one === list);
    const shown = Object.entries(now).map(([key, value]) => [
      key,
      Array.isArray(value) && key !== "unread" && !isRead(key) ? [] : (value as unknown),
    ]);
    return Promise.resolve({
      // The members of a snapshot, some of them empty.
      ...(Object.fromEntries(shown) as unknown as ClusterSnapshot),
      unread: missing.map((list) => ({ list, reason: "failed" as const, message: fault })),
    });
  }

  apply(change: Change): Promise<ChangeProblem | undefined> {
    const fault = this.#next();
    if (fault === "none" || fault === "unread")
      return Promise.resolve(this.cluster.apply(change) ? undefined : problems.conflict);
    if (fault === "lostAnswer") this.cluster.apply(change);
    return Promise.resolve(problems[fault]);
  }
}

/** Which list a fault hits. */
function lost(fault: CallFault): keyof ClusterObjects {
  if (fault === "forbidden") return "nodes";
  return fault === "gone" ? "nodeClaims" : "nodePools";
}
