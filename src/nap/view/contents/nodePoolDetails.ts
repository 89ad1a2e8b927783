import { recordOf } from "../../../karpenter/plain.ts";
import type { Condition } from "../../disable/snapshot/kubernetesObjects.ts";
import type { EventRow } from "./eventRow.ts";
import { tableWithHead } from "../markdownTable.ts";
import type { NodePoolRow } from "./nodePoolRow.ts";

/** The conditions of an object as the API server sent it. */
export function conditionsOf(object: Readonly<Record<string, unknown>>): readonly Condition[] {
  const { conditions } = recordOf(object.status);
  // The API server has validated them against the type of their kind.
  return Array.isArray(conditions) ? (conditions as readonly Condition[]) : [];
}

interface Details {
  readonly pool: NodePoolRow;
  /** Undefined where the object cannot be read now. */
  readonly conditions: readonly Condition[] | undefined;
  /** Those of the whole cluster, newest first. */
  readonly events: readonly EventRow[];
}

/** How a NodePool is and what happened to it and its nodes, as Markdown. */
export function nodePoolDetails({ pool, conditions, events }: Details): string {
  const names = new Set(pool.nodes.flatMap((node) => [node.name, node.claimName, node.nodeName]));
  const own = events.filter(({ about }) =>
    about.kind === "NodePool" ? about.name === pool.name : names.has(about.name),
  );
  const parts = [
    `# NodePool ${pool.name}`,
    pool.readiness,
    ...pool.warnings.map((text) => `**Warning:** ${text}`),
    "## Conditions",
    conditionTable(conditions),
    "## Events",
    own.length === 0
      ? "None is known. The API server keeps events for about an hour."
      : eventTable(own),
  ];
  return `${parts.join("\n\n")}\n`;
}

function conditionTable(conditions: readonly Condition[] | undefined): string {
  if (conditions === undefined) return "They cannot be read at the moment.";
  if (conditions.length === 0) return "Karpenter has not set any yet.";
  return tableWithHead(
    ["Condition", "Status", "Since", "Reason", "Message"],
    conditions.map(({ type, status, lastTransitionTime = "", reason = "", message = "" }) => [
      type,
      status,
      lastTransitionTime,
      reason === type ? "" : reason,
      message,
    ]),
  );
}

function eventTable(events: readonly EventRow[]): string {
  return tableWithHead(
    ["When", "About", "What", "What helps"],
    events.map(({ at, about, text, count, remedy, isWarning }) => [
      at,
      `${about.kind} ${about.name}`,
      `${isWarning ? "⚠ " : ""}${text}${count > 1 ? ` (${count} times)` : ""}`,
      remedy,
    ]),
  );
}
