import { presentAgentNode, presentAgentPool } from "./contents/presentAgentPool.ts";
import { presentContext, presentSection } from "./contents/presentContent.ts";
import { presentNode, presentNodeClass, presentNodePool } from "./contents/presentKarpenter.ts";
import { clustersOf, listNodes } from "./clusterList.ts";
import type { ClusterList, ListOptions } from "./clusterList.ts";
import {
  agentPoolMembers,
  nodePoolNodes,
  placeNodes,
  sectionNodes,
} from "./contents/contentNodes.ts";
import type { PlaceContents } from "./contents/contentNodes.ts";
import { placeId } from "./contents/contentMessages.ts";
import { presentCluster, presentMessage, presentSubscription } from "./presentNode.ts";
import type { Presented } from "./presentNode.ts";
import type { ContextRow } from "./contextRow.ts";
import { silentContextsNode, type SilentContext } from "./silentContexts.ts";
import type { TreeNode } from "./treeNode.ts";
import { wayNodes } from "./wayNode.ts";
import type { Way } from "./wayNode.ts";

/** Everything that the tree shows. */
export interface TreeState {
  readonly list: ClusterList;
  readonly options: ListOptions;
  readonly contexts: readonly ContextRow[];
  readonly silentContexts?: readonly SilentContext[];
  /** By `placeId`. */
  readonly contents: ReadonlyMap<string, PlaceContents>;
  /** The cluster that is open in the view "Disable NAP". */
  readonly way?: Way | undefined;
}

/** The nodes below a node, or at the top. */
export function childrenOf(state: TreeState, node: TreeNode | undefined): readonly TreeNode[] {
  if (node === undefined) return topNodes(state);
  switch (node.kind) {
    case "subscription":
      return clustersOf(node.subscription, state.list, state.options);
    case "cluster":
    case "context": {
      const known = state.contents.get(placeId(node));
      return [...wayNodes(node, known, state.way), ...placeNodes(node, known)];
    }
    case "section":
      return sectionNodes(node, state.contents.get(placeId(node.place)));
    case "nodePool":
      return nodePoolNodes(node);
    case "agentPool":
      return agentPoolMembers(node);
    case "message":
    case "node":
    case "nodeClass":
    case "agentNode":
      return [];
  }
}

/**
 * Contexts of clusters that the list shows anyway, reached by the same sign-in: az get-credentials for forty clusters
 * would show each of them twice. What signs in otherwise may be somebody else.
 */
function isShownAnyway({ server, signIn }: ContextRow, hosts: ReadonlySet<string>): boolean {
  return signIn === "entra" && URL.canParse(server) && hosts.has(new URL(server).hostname);
}

function topNodes({
  list,
  options,
  contexts,
  silentContexts = [],
}: TreeState): readonly TreeNode[] {
  const hosts = new Set(
    list.clusters.flatMap(({ hosts: names = [] }) => names.map((name) => name.toLowerCase())),
  );
  const words = options.search.toLowerCase().split(/\s+/).filter(Boolean);
  const isWhole = !options.onlyFavourites && words.length === 0;
  const shown = options.onlyFavourites
    ? []
    : contexts
        .filter((context) => !isShownAnyway(context, hosts))
        .filter(({ name, server }) =>
          words.every((word) => `${name} ${server}`.toLowerCase().includes(word)),
        );
  return [
    ...listNodes(list, options),
    ...shown.map((context): TreeNode => ({ kind: "context", context })),
    ...(isWhole ? silentContextsNode(silentContexts) : []),
  ];
}

/** How a node looks. */
export function present(node: TreeNode): Presented {
  switch (node.kind) {
    case "message":
      return presentMessage(node);
    case "subscription":
      return presentSubscription(node);
    case "cluster":
      return presentCluster(node);
    case "context":
      return presentContext(node);
    case "section":
      return presentSection(node);
    case "nodePool":
      return presentNodePool(node);
    case "node":
      return presentNode(node);
    case "nodeClass":
      return presentNodeClass(node);
    case "agentPool":
      return presentAgentPool(node);
    case "agentNode":
      return presentAgentNode(node);
  }
}
