import type { SignInLack } from "../../signInLack.ts";

/**
 * What went wrong between us and an API server, told apart by what one can do about it.
 * `gone`: the resource version or page is too old, read again; `conflict`: somebody changed the object meanwhile;
 * `invalid`: the server refuses the content; `blocked`: a PodDisruptionBudget forbids the eviction now;
 * `cut`: the connection broke, so that a change may or may not have been made; `credential`: nothing to sign in with.
 */
export type KubeProblemKind =
  | "unreachable"
  | "tls"
  | "credential"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "gone"
  | "invalid"
  | "blocked"
  | "throttled"
  | "server"
  | "cut"
  | "timeout"
  | "cancelled"
  | "other";

/** What was asked of the API server, in the terms of its access rules. */
export interface KubeAction {
  /** `get`, `list`, `watch`, `patch`, `create`, `delete`. */
  readonly verb: string;
  /** `nodepools.karpenter.sh`, `pods/eviction`; a path such as `/apis` where no resource is asked for. */
  readonly resource: string;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** A failure as plain data. Neither text contains credentials. */
export interface KubeProblem {
  readonly kind: KubeProblemKind;
  /** One or two sentences: what happened and what to do next. */
  readonly text: string;
  /** What the server or the system said, one click away. */
  readonly detail: string;
  readonly action: KubeAction;
  /** HTTP status, where the server answered. */
  readonly status?: number;
  /** Fields that the server refused, with its words. */
  readonly causes?: readonly { readonly field: string; readonly message: string }[];
  /** After how many seconds the server wants to be asked again. */
  readonly retryAfterSeconds?: number;
  /** Of `credential`: the sign-in that would help. */
  readonly signIn?: SignInLack;
}
