import type { DisableReading } from "../../disable/reading.ts";
import type { Unread } from "../../disable/snapshot/snapshot.ts";
import type { MessageNode } from "../treeNode.ts";
import { countText } from "../../disable/countText.ts";

/** What of the cluster and of Azure is not known, for the top of the view. */
export function unknownNodes({
  unread,
  azureGaps,
}: Pick<DisableReading, "unread" | "azureGaps">): readonly MessageNode[] {
  return [
    ...unreadNodes(unread),
    ...azureGaps.map(({ what, why }): MessageNode => ({
      ...{ kind: "message", id: `azure:${what}`, text: what, detail: why, icon: "warning" },
    })),
  ];
}

/** Lists that could not be read for the same reason are told together: a connection that broke off ends all of them. */
function unreadNodes(unread: readonly Unread[]): readonly MessageNode[] {
  const byMessage = new Map<string, string[]>();
  for (const { list, message } of unread)
    byMessage.set(message, [...(byMessage.get(message) ?? []), list]);
  return [...byMessage].map(([detail, lists]) => {
    const what = lists.length > mostLists ? countText(lists.length, "list") : lists.join(", ");
    const text = `${what} could not be read, so what depends on ${lists.length > 1 ? "them" : "it"} is not known`;
    return { kind: "message", id: `unread:${lists.join()}`, text, detail, icon: "warning" };
  });
}

const mostLists = 2;
