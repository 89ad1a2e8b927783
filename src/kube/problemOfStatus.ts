import type { KubeAction, KubeProblem, KubeProblemKind } from "../nap/view/contents/kubeProblem.ts";
import { listOf, numberOf, recordOf, textOf } from "../karpenter/plain.ts";
import { redact } from "../nap/redact.ts";

/** An answer of the API server that is not a success. */
export interface Refusal {
  readonly status: number;
  /** A `Status` of Kubernetes, or whatever stood in between answered. */
  readonly body: unknown;
  readonly retryAfter?: string | undefined;
}

/**
 * The problem that a refusal of the API server stands for. Reasons come from the `Status` object
 * (k8s.io/apimachinery metav1.StatusReason); where there is none, from the HTTP status.
 */
export function problemOfStatus(refusal: Refusal, action: KubeAction): KubeProblem {
  const status = recordOf(refusal.body);
  const kind = kindOf(refusal, action);
  const causes = causesOf(status);
  const message = textOf(status.message) ?? textOf(refusal.body) ?? "";
  // Only the cause names the budget.
  const said = kind === "blocked" ? (causes[0]?.message ?? message) : message;
  const retryAfterSeconds =
    numberOf(recordOf(status.details).retryAfterSeconds) ?? Number(refusal.retryAfter ?? NaN);
  return {
    kind,
    text:
      status.reason === "AlreadyExists"
        ? `${capitalised(targetOf(action))} exists already (409).`
        : wordsOf(kind, action, { said: redact(said).slice(0, 1000), status: refusal.status }),
    detail: redact(said).slice(0, 4000),
    action,
    status: refusal.status,
    ...(causes.length > 0 && { causes }),
    ...(Number.isFinite(retryAfterSeconds) && { retryAfterSeconds }),
  };
}

function causesOf(status: Readonly<Record<string, unknown>>): { field: string; message: string }[] {
  return listOf(recordOf(status.details).causes).map((cause) => {
    const { field, message } = recordOf(cause);
    return { field: textOf(field) ?? "", message: redact(textOf(message) ?? "") };
  });
}

const kindsByStatus: Readonly<Record<number, KubeProblemKind>> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "timeout",
  409: "conflict",
  410: "gone",
  413: "invalid",
  415: "invalid",
  422: "invalid",
  429: "throttled",
  504: "timeout",
};

function kindOf({ status, body }: Refusal, { resource }: KubeAction): KubeProblemKind {
  const reason = textOf(recordOf(body).reason);
  if (reason === "Expired" || reason === "Gone") return "gone";
  if (status === 429 && resource.endsWith("/eviction") && isBudget(body)) return "blocked";
  return kindsByStatus[status] ?? (status >= 500 ? "server" : "other");
}

/** The eviction API answers 429 with this cause when a budget allows no disruption, and without it when overloaded. */
function isBudget(body: unknown): boolean {
  const causes = listOf(recordOf(recordOf(body).details).causes);
  return causes.some((cause) => recordOf(cause).reason === "DisruptionBudget");
}

function wordsOf(
  kind: KubeProblemKind,
  action: KubeAction,
  { said, status }: { said: string; status: number },
): string {
  const target = targetOf(action);
  switch (kind) {
    case "unauthorized":
      return "The API server did not accept the sign-in (401). Sign in again; the account must belong to the cluster's tenant.";
    case "forbidden":
      return `No right to ${action.verb} ${target} (403). ${roleHint(action, said)}`;
    case "not-found":
      return action.name === undefined
        ? `The cluster does not serve ${action.resource} (404).`
        : `There is no ${target} (404).`;
    case "conflict":
      return `${capitalised(target)} was changed by somebody else meanwhile (409). Read it again and repeat.`;
    case "gone":
      return `The list of ${action.resource} is outdated (410) and is read again.`;
    case "blocked":
      return `The pod "${action.name ?? ""}" cannot be evicted now: ${said}`;
    case "throttled":
      return `The API server is too busy to ${action.verb} ${target} (429).`;
    case "timeout":
      return `The API server took too long to ${action.verb} ${target} (${status}).`;
    case "invalid":
      return `The API server refuses to ${action.verb} ${target} (${status}): ${said}`;
    default:
      return `The API server failed to ${action.verb} ${target} (${status})${said === "" ? "." : `: ${said}`}`;
  }
}

/** Azure RBAC for Kubernetes signs its refusals; then a role assignment helps, else a role of Kubernetes. */
function roleHint({ verb, resource }: KubeAction, said: string): string {
  return /role assignment|in Azure/i.test(said)
    ? "The cluster uses Azure RBAC: a role assignment such as Azure Kubernetes Service RBAC Cluster Admin gives it."
    : `A role with the verb "${verb}" on "${resource}" gives it.`;
}

/** The object or collection in words: `nodepools.karpenter.sh "default"`, `pods "web" in namespace "shop"`. */
function targetOf({ resource, name, namespace }: KubeAction): string {
  const named = name === undefined ? resource : `${resource} "${name}"`;
  return namespace === undefined ? named : `${named} in namespace "${namespace}"`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
