/** The form of a refusal, by which it is explained. */
export type RefusalKind =
  /** A property must have one of some values for the mode. */
  | "property-values"
  /** The same of every agent pool. */
  | "pool-property-values"
  /** A property must not be set for the mode. */
  | "property-set"
  /** A property must be set for the mode. */
  | "property-missing"
  /** The mode is refused for a reason in another form. */
  | "mode"
  | "operation-in-progress"
  | "changed-meanwhile"
  | "preempted"
  | "stopped"
  | "state"
  | "stop-with-nap"
  | "permission"
  | "linked-permission"
  | "not-registered"
  | "quota"
  | "capacity"
  | "size-not-allowed"
  | "lock"
  | "policy"
  | "throttled"
  | "not-found"
  | "local-accounts"
  | "new-pool"
  | "version-not-supported"
  | "other";

/** What Azure refused, read out of its answer. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** Azure's code, the innermost that says something; empty where none is named. */
  readonly code: string;
  /** The sentence that tells the reason, as Azure wrote it. */
  readonly text: string;
  /** Everything that Azure wrote, redacted. */
  readonly raw: string;
  /** The mode that was refused. */
  readonly mode?: string;
  /** JSON path of the property in the way: `.properties.publicNetworkAccess`; of a pool relative to it. */
  readonly property?: string;
  /** Values that would do. */
  readonly values?: readonly string[];
  /** What else the text names: `action`, `scope`, `operation`, `operationId`, `startedAt`, `namespace`, `location`, ... */
  readonly named: Readonly<Record<string, string>>;
}
