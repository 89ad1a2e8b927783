import type { FoundCluster } from "../nap/model.ts";
import type { CheckResult } from "../nap/preflight/preflight.ts";
import type { ReadDocument } from "./readDocument.ts";

/** A file with the verdicts on its clusters. */
export interface Judged {
  readonly document: ReadDocument;
  readonly clusters: readonly {
    readonly cluster: FoundCluster;
    readonly results: readonly CheckResult[];
  }[];
}
