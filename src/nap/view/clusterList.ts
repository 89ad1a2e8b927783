import type { Result } from "../preflight/check.ts";
import { isBusy } from "./clusterRow.ts";
import type { ClusterRow, SubscriptionRow } from "./clusterRow.ts";
import { emptyNodes, messages, signInNode } from "./listMessages.ts";
import type { ClusterNode, ListNode, SubscriptionNode } from "./treeNode.ts";

/** Why a part of the list is missing, in words, and the subscription or tenant that it concerns. */
export interface ListProblem {
  readonly scope: string;
  readonly text: string;
  readonly kind: "sign-in" | "account" | "permission" | "network" | "settings" | "other";
  /** The one tenant that it is about. */
  readonly tenantId?: string;
  /** Of `sign-in`: the account of VS Code that is to sign in to that tenant, by its id. */
  readonly accountId?: string;
  /** Of the last reading; whether it still holds is not known yet. */
  readonly isOld?: boolean;
}

/** What the last preflight of a cluster said, in a line. */
export interface Verdict {
  readonly result: Result;
  readonly text: string;
  /** Nobody has run a preflight: it is what the cluster itself showed when it was opened. */
  readonly isOfItself?: true;
}

/** How the user wants the list. */
export interface ListOptions {
  readonly grouping: "subscription" | "flat";
  /** Every word must occur in the name, resource group, location or subscription; empty shows all. */
  readonly search: string;
  readonly onlyNap: boolean;
  readonly onlyFavourites: boolean;
  /** Resource ids, lower case. */
  readonly favourites: ReadonlySet<string>;
}

/** Whether a search or a filter leaves clusters out; what is left is shown open. */
export function isNarrowed({ search, onlyNap, onlyFavourites }: ListOptions): boolean {
  return search !== "" || onlyNap || onlyFavourites;
}

/** What is known of the clusters of Azure at a moment. */
export interface ClusterList {
  readonly phase: "signed-out" | "loading" | "complete";
  readonly subscriptions: readonly SubscriptionRow[];
  readonly clusters: readonly ClusterRow[];
  readonly problems: readonly ListProblem[];
  /** ISO time of a list from an earlier session that is shown until the new one has arrived. */
  readonly cachedAt?: string;
  /** Whether the user chose subscriptions, and how many of the visible ones. */
  readonly selected?: { readonly chosen: number; readonly visible: number };
  /** Resource id, lower case -> what we are doing to the cluster. */
  readonly operations: ReadonlyMap<string, string>;
  /** How many tenants there are, where the setting shows none of them. */
  readonly hiddenTenants?: number;
  /** Resource ids, lower case, of the clusters that are reached as their admin. */
  readonly admins?: ReadonlySet<string>;
  /** Resource id, lower case -> its last preflight in this window, or what it shows by itself. */
  readonly verdicts?: ReadonlyMap<string, Verdict>;
}

/** The nodes at the top of the view: clusters or their subscriptions, and a node for everything that is missing. Never empty. */
export function listNodes(list: ClusterList, options: ListOptions): readonly ListNode[] {
  if (list.phase === "signed-out") return [signInNode];
  const shown = shownClusters(list, options);
  const clusters = options.grouping === "flat" ? shown.map(flatNode(list, options)) : [];
  const groups = options.grouping === "flat" ? [] : subscriptionNodes(list, shown, options);
  const rows = [...groups, ...clusters];
  return [...messages(list), ...rows, ...(rows.length > 0 ? [] : emptyNodes(list))];
}

/** The clusters below a subscription. */
export function clustersOf(
  subscription: SubscriptionRow,
  list: ClusterList,
  options: ListOptions,
): readonly ClusterNode[] {
  const clusters = list.clusters.filter((row) => sameId(row.subscriptionId, subscription.id));
  const shown = shownClusters({ ...list, clusters }, options);
  return shown.map((row) => clusterNode(row, list, options));
}

function shownClusters(list: ClusterList, options: ListOptions): readonly ClusterRow[] {
  const words = options.search.toLowerCase().split(/\s+/).filter(Boolean);
  const names = subscriptionNames(list);
  return list.clusters
    .filter(
      (row) =>
        (!options.onlyNap || row.napMode === "Auto") &&
        (!options.onlyFavourites || options.favourites.has(row.id.toLowerCase())) &&
        matches(row, names.get(row.subscriptionId.toLowerCase()) ?? "", words),
    )
    .sort((a, b) => compareRows(a, b, options.favourites));
}

function matches(row: ClusterRow, subscription: string, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text =
    `${row.name} ${row.resourceGroup} ${row.location} ${subscription} ${row.subscriptionId}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Favourites first, then by name. */
function compareRows(a: ClusterRow, b: ClusterRow, favourites: ReadonlySet<string>): number {
  const rank = ({ id }: ClusterRow) => (favourites.has(id.toLowerCase()) ? 0 : 1);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function subscriptionNodes(
  list: ClusterList,
  shown: readonly ClusterRow[],
  options: ListOptions,
): readonly SubscriptionNode[] {
  const counts = new Map<string, number>();
  for (const { subscriptionId } of shown)
    counts.set(subscriptionId.toLowerCase(), (counts.get(subscriptionId.toLowerCase()) ?? 0) + 1);
  const isOneTenant = new Set(list.subscriptions.map(({ tenantId }) => tenantId)).size <= 1;
  return list.subscriptions
    .map((subscription) => ({
      kind: "subscription" as const,
      subscription,
      ...(isOneTenant ? {} : { tenant: subscription.tenantName ?? subscription.tenantId }),
      clusterCount: counts.get(subscription.id.toLowerCase()) ?? 0,
      isOpen: isNarrowed(options) || (list.phase === "complete" && counts.size === 1),
    }))
    .filter(({ clusterCount }) => clusterCount > 0)
    .sort(
      (a, b) =>
        (a.tenant ?? "").localeCompare(b.tenant ?? "") ||
        a.subscription.name.localeCompare(b.subscription.name),
    );
}

/** Makes the nodes of a list without groups: they name the subscription. */
function flatNode(list: ClusterList, options: ListOptions): (row: ClusterRow) => ClusterNode {
  const names = subscriptionNames(list);
  return (row) => ({
    ...clusterNode(row, list, options),
    subscriptionName: names.get(row.subscriptionId.toLowerCase()) ?? "",
  });
}

function clusterNode(row: ClusterRow, list: ClusterList, options: ListOptions): ClusterNode {
  const id = row.id.toLowerCase();
  const verdict = list.verdicts?.get(id);
  return {
    kind: "cluster",
    row,
    isFavourite: options.favourites.has(id),
    subscriptionName: "",
    operation: list.operations.get(id) ?? (isBusy(row) ? row.provisioningState : ""),
    ...(list.admins?.has(id) === true && { isAdmin: true }),
    ...(verdict !== undefined && { verdict }),
  };
}

function subscriptionNames({ subscriptions }: ClusterList): ReadonlyMap<string, string> {
  return new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
