import { recordOf, listOf, isRecord } from "../../karpenter/plain.ts";
import type { ClusterList, ListProblem } from "./clusterList.ts";
import type { ClusterRow, SubscriptionRow } from "./clusterRow.ts";

/** A list of clusters as it is kept for the next start, and when it was read (ISO 8601). */
export interface CachedList {
  readonly at: string;
  readonly list: Pick<ClusterList, "subscriptions" | "clusters" | "problems">;
}

/** More rows are not kept: about 8 MB of text. */
const mostRows = 20_000;

/** The form of the file; another form is not read. */
const form = 1;

/** The text of a kept list: rows and problems as the tree shows them, which hold no secret. */
export function cachedText({ at, list }: CachedList): string {
  const { subscriptions, problems } = list;
  const clusters = list.clusters.slice(0, mostRows);
  return JSON.stringify({ form, at, subscriptions, problems, clusters });
}

/** The list of a text that `cachedText` wrote, its problems marked as those of that time; undefined for any other text. */
export function readCached(text: string): CachedList | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { at, ...rest } = recordOf(read);
  if (rest.form !== form || typeof at !== "string") return undefined;
  // Written by `cachedText` in this form; rows that were cut or changed by hand are left out.
  const rowsOf = (value: unknown, member: string) =>
    listOf(value).filter((one) => isRecord(one) && typeof one[member] === "string");
  const problems = rowsOf(rest.problems, "text") as readonly ListProblem[];
  return {
    at,
    list: {
      subscriptions: rowsOf(rest.subscriptions, "id") as readonly SubscriptionRow[],
      clusters: rowsOf(rest.clusters, "id") as readonly ClusterRow[],
      problems: problems.map((one) => ({ ...one, isOld: true })),
    },
  };
}
