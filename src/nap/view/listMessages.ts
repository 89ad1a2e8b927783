import type { ClusterList, ListProblem } from "./clusterList.ts";
import type { Action, MessageNode } from "./treeNode.ts";

/** Stands alone where nobody is signed in. */
export const signInNode: MessageNode = {
  kind: "message",
  id: "signIn",
  text: "Sign in to Azure",
  detail: "to see your AKS clusters and their node auto-provisioning",
  icon: "sign-in",
  action: { command: "nap.signIn", title: "Sign In" },
};

const refresh = { command: "nap.refresh", title: "Refresh" };

/** What is to be known of the list beside its rows. */
export function messages(list: ClusterList): readonly MessageNode[] {
  const cached: readonly MessageNode[] =
    list.cachedAt === undefined
      ? []
      : [
          {
            kind: "message",
            id: "cached",
            text: `As of ${list.cachedAt.slice(0, 16).replace("T", " ")} UTC`,
            detail:
              list.phase === "loading"
                ? "the newest list is on its way"
                : "the newest list could not be read",
            icon: list.phase === "loading" ? "loading" : "warning",
            action: refresh,
          },
        ];
  const problems = new Map(list.problems.map((one) => [`${one.scope}:${one.text}`, one]));
  return [...cached, ...[...problems.values()].map(problemNode)];
}

const signIn = { command: "nap.signIn", title: "Sign In" };
const selectSubscriptions = { command: "nap.selectSubscriptions", title: "Select Subscriptions" };

/** What a click on a problem does. */
const problemActions = {
  "sign-in": signIn,
  account: { command: "nap.settleAccount", title: "Use It or Leave It Out" },
  permission: selectSubscriptions,
  network: refresh,
  settings: { command: "nap.openAzureSettings", title: "Open Settings" },
  other: refresh,
} as const;

function problemNode(problem: ListProblem): MessageNode {
  const { scope, text, kind, isOld } = problem;
  const { command, title } = problemActions[kind];
  const args = argsOf(problem);
  const action = args === undefined ? { command, title } : { command, title, args };
  return {
    kind: "message",
    id: `problem:${scope}:${text}`,
    ...textsOf(problem),
    detail: `${isOld === true ? "at the last reading; " : ""}click to ${title.toLowerCase()}`,
    icon: kind === "account" ? "info" : "warning",
    action,
  };
}

/** A row is cut off at the edge of the view: what a click settles is short, all of it stands in the tooltip. */
function textsOf(problem: ListProblem): Pick<MessageNode, "text" | "tooltip"> {
  const { scope, text } = problem;
  if (isOfTenant(problem)) return { text: `${scope}: sign-in needed`, tooltip: text };
  return { text: scope === "" ? text : `${scope}: ${text}` };
}

/** What a click concerns: an account, or the sign-in of one to a tenant. */
function argsOf(problem: ListProblem): Action["args"] {
  const { kind, scope, tenantId, accountId } = problem;
  if (kind === "account") return [scope];
  return isOfTenant(problem) ? [{ tenantId, accountId }] : undefined;
}

function isOfTenant({ kind, tenantId, accountId }: ListProblem): boolean {
  return kind === "sign-in" && tenantId !== undefined && accountId !== undefined;
}

/** Why there are no rows; nothing where a problem says so already. */
export function emptyNodes(list: ClusterList): readonly MessageNode[] {
  if (list.phase === "loading")
    return list.cachedAt === undefined
      ? [{ kind: "message", id: "loading", text: "Asking Azure for clusters...", icon: "loading" }]
      : [];
  if (list.hiddenTenants !== undefined) return [hiddenTenantsNode(list.hiddenTenants)];
  if (list.clusters.length > 0)
    return [
      {
        kind: "message",
        id: "filtered",
        text: `None of ${list.clusters.length} clusters fits the filter`,
        detail: "click to show all",
        icon: "info",
        action: { command: "nap.clearFilter", title: "Show All Clusters" },
      },
    ];
  if (list.problems.length > 0) return [];
  return [emptyList(list)];
}

function hiddenTenantsNode(count: number): MessageNode {
  return {
    kind: "message",
    id: "hiddenTenants",
    text:
      count === 1
        ? "Your tenant is not among those chosen"
        : `None of your ${count} tenants is among those chosen`,
    detail: "the setting nap.azure.tenants leaves them out; click to show all",
    icon: "warning",
    action: { command: "nap.showAllTenants", title: "Show All Tenants" },
  };
}

function emptyList({ selected, subscriptions }: ClusterList): MessageNode {
  if (selected?.chosen === 0)
    return {
      kind: "message",
      id: "noneSelected",
      text: "No subscription is selected",
      detail: `click to choose among ${selected.visible}`,
      icon: "info",
      action: selectSubscriptions,
    };
  if (subscriptions.length === 0)
    return {
      kind: "message",
      id: "noSubscription",
      text: "This account sees no subscription",
      detail:
        "it may lack the Reader role, or belong to another tenant: click to sign in differently",
      icon: "warning",
      action: { command: "nap.signIn", title: "Sign In" },
    };
  return {
    kind: "message",
    id: "noCluster",
    text: `No AKS cluster in ${subscriptions.length === 1 ? "this subscription" : `${subscriptions.length} subscriptions`}`,
    detail: "click to create one",
    icon: "info",
    action: { command: "nap.createCluster", title: "Create Cluster" },
  };
}
