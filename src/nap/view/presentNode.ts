import type { Result } from "../preflight/check.ts";
import { escaped, tableOf } from "./markdownTable.ts";
import type { Row } from "./markdownTable.ts";
import type { Action, ClusterNode, MessageNode, SubscriptionNode } from "./treeNode.ts";

/** How a node looks, in words that VS Code's tree takes. */
export interface Presented {
  /** Unique in the tree, the same for the same thing in later trees. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  /** Id of a product icon, and of its colour where it has one. */
  readonly icon: { readonly id: string; readonly color?: string };
  /** What menus look at: words parted by blanks, each `key` or `key=value`. */
  readonly context: string;
  readonly isExpandable: boolean;
  /** Open from the start. */
  readonly isExpanded?: boolean;
  readonly action?: Action;
}

const messageIcons = {
  info: { id: "info" },
  warning: { id: "warning", color: "problemsWarningIcon.foreground" },
  error: { id: "error", color: "problemsErrorIcon.foreground" },
  loading: { id: "loading~spin" },
  "sign-in": { id: "sign-in" },
} as const;

/** A message as a row, with its whole text in the tooltip as well. */
export function presentMessage(node: MessageNode): Presented {
  return {
    id: `message:${node.id}`,
    label: node.text,
    ...(node.detail === undefined ? {} : { description: node.detail }),
    tooltip: [node.text, node.tooltip ?? "", node.detail ?? ""]
      .filter(Boolean)
      .map(escaped)
      .join("\n\n"),
    icon: messageIcons[node.icon],
    context: "message",
    isExpandable: false,
    ...(node.action === undefined ? {} : { action: node.action }),
  };
}

/** A subscription with the number of its clusters. */
export function presentSubscription(node: SubscriptionNode): Presented {
  const { subscription, clusterCount, isOpen, tenant } = node;
  const { id, name, tenantId, tenantName } = subscription;
  const count = `${clusterCount} ${clusterCount === 1 ? "cluster" : "clusters"}`;
  return {
    // VS Code remembers by the id what was open: another id, another memory.
    id: `subscription:${id.toLowerCase()}${isOpen ? ":open" : ""}`,
    label: name,
    description: [count, tenant].filter(Boolean).join(" · "),
    tooltip: `${name}\n\n\`${id}\`\n\nTenant ${tenantName ?? ""} \`${tenantId}\``,
    icon: { id: "key" },
    context: "subscription",
    isExpandable: true,
    isExpanded: isOpen,
  };
}

/** A cluster with its mode, and what menus ask of it. */
export function presentCluster(node: ClusterNode): Presented {
  const { row, isFavourite } = node;
  return {
    id: `cluster:${row.id.toLowerCase()}`,
    label: row.name,
    description: clusterDescription(node),
    tooltip: clusterTooltip(node),
    icon: clusterIcon(node),
    context: [
      "cluster",
      `mode=${row.napMode}`,
      `favourite=${isFavourite ? "yes" : "no"}`,
      `power=${row.powerState || "unknown"}`,
      `sku=${row.sku || "unknown"}`,
      `busy=${node.operation === "" ? "no" : "yes"}`,
      `admin=${node.isAdmin === true ? "yes" : "no"}`,
    ].join(" "),
    isExpandable: true,
  };
}

function clusterDescription({
  row,
  operation,
  isFavourite,
  subscriptionName,
  isAdmin,
  verdict,
}: ClusterNode): string {
  return [
    isFavourite ? "★" : "",
    modeInWords(row),
    verdict === undefined || row.napMode === "Auto" ? "" : verdictMarks[verdict.result],
    row.isOld === true ? "not read now" : "",
    isAdmin === true ? "as cluster admin" : "",
    operation,
    row.powerState === "Stopped" ? "stopped" : "",
    ["Failed", "Canceled"].includes(row.provisioningState)
      ? row.provisioningState.toLowerCase()
      : "",
    row.kubernetesVersion,
    row.location,
    subscriptionName,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What the last preflight said, beside the mode. */
const verdictMarks: Readonly<Record<Result, string>> = {
  blocks: "✗ blocked",
  "likely-blocks": "⚠ likely blocked",
  warns: "⚠ with warnings",
  unknown: "? partly unknown",
  fine: "✓ ready for NAP",
};

function modeInWords({ napMode }: ClusterNode["row"]): string {
  return { Auto: "NAP on", Manual: "NAP off", unknown: "NAP not known" }[napMode];
}

function clusterIcon({ row, operation }: ClusterNode): Presented["icon"] {
  if (operation !== "") return { id: "loading~spin" };
  if (["Failed", "Canceled"].includes(row.provisioningState))
    return { id: "warning", color: "problemsWarningIcon.foreground" };
  if (row.powerState === "Stopped") return { id: "debug-pause", color: "disabledForeground" };
  return {
    Auto: { id: "rocket", color: "charts.green" },
    Manual: { id: "server" },
    unknown: { id: "question", color: "disabledForeground" },
  }[row.napMode];
}

function clusterTooltip({
  row,
  operation,
  subscriptionName,
  isAdmin,
  verdict,
}: ClusterNode): string {
  const lines: readonly Row[] = [
    [
      "Node auto-provisioning",
      row.isConfirmed ? row.napMode : `${row.napMode} (not confirmed yet)`,
    ],
    ["In progress", operation],
    [verdict?.isOfItself ? "In the way of NAP" : "Last preflight", verdict?.text ?? ""],
    ["Connected as", isAdmin === true ? "cluster admin, until the window closes" : ""],
    ["Known from", row.isOld === true ? "an earlier list; it could not be read now" : ""],
    ["State", [row.provisioningState, row.powerState].filter(Boolean).join(", ")],
    ["Kubernetes", row.kubernetesVersion],
    ["Location", row.location],
    ["Resource group", row.resourceGroup],
    ["Subscription", subscriptionName || row.subscriptionId],
    ["AKS", row.sku],
    ["API server", row.isPrivate ? "private" : ""],
  ];
  return tableOf(row.name, lines);
}
