import type { DisableReading } from "../../disable/reading.ts";
import type { Rehearsal } from "../../disable/rehearsal/rehearsal.ts";
import type { DisableNode, NoteNode } from "./disableNodes.ts";
import { countText } from "../../disable/countText.ts";
import { homelessGroups } from "../../disable/room/homelessNotes.ts";
import { listed } from "../../listed.ts";
import { nodesToAdd } from "../../disable/room/makeRoom.ts";

type Line = Pick<NoteNode, "text" | "detail" | "icon">;

/** What would come of a drain of the cluster as it is: room, nodes that stay, pods that are lost. */
export function forecastNotes({ state, drain }: DisableReading): readonly DisableNode[] {
  const { forecast, rehearsal } = state.outlook;
  if (drain.nodes.length === 0) return [];
  const { moving, fitting, needs, homeless, unknown } = forecast;
  const lines: readonly Line[] = [
    {
      text: `Room for ${fitting} of ${countText(moving, "pod")}`,
      detail: "on the nodes of the fixed pools",
      icon: fitting < moving ? "warning" : "pass",
    },
    ...stayLines(rehearsal),
    ...needs.map((need) => {
      const { vmSize = "", isNew, pool } = need.template;
      const detail = [vmSize, isNew ? `in a new pool ${pool}` : `in pool ${pool}`].join(" ").trim();
      const text = `${countText(nodesToAdd(need), "node")} lacking`;
      return { text, detail, icon: "warning" } as const;
    }),
    ...homelessGroups(homeless).map(
      ({ pods, why }) => ({ text: `No fixed pool: ${pods}`, detail: why, icon: "error" }) as const,
    ),
    ...lostLines(rehearsal),
    ...pendingLines(rehearsal),
    // What could not be read is told at the top.
    ...unknown.map((words) => ({ text: `Not counted in: ${words}`, icon: "question" }) as const),
  ];
  return lines.map((line, index) => ({ kind: "note", id: `forecast:${index}`, ...line }));
}

function lostLines({ lost }: Rehearsal): readonly Line[] {
  if (lost.length === 0) return [];
  const text =
    lost.length === 1
      ? `Lost with its node: pod ${listed(lost)}`
      : `Lost with their nodes: pods ${listed(lost)}`;
  return [{ text, icon: "warning" }];
}

/** Pods whose node goes although they have no other place: of static pools, of nodes that are going, by grace periods. */
function pendingLines({ pending }: Rehearsal): readonly Line[] {
  const left = pending.flatMap(({ pod, node }) => (node === undefined ? [] : [pod]));
  if (left.length === 0) return [];
  const text = `Left pending: ${left.length === 1 ? "pod" : "pods"} ${listed(left)}`;
  return [{ text, detail: "as things are", icon: "warning" }];
}

/** How many nodes stay if nothing more is done, and whether it is known which. */
function stayLines({ nodes, staying: { least, most } }: Rehearsal): readonly Line[] {
  if (most === 0) return [];
  const held = nodes.filter(({ outcome }) => outcome === "held").length;
  const number = least === most ? String(most) : `${least} to ${most}`;
  const isCertain = nodes.every((one) => one.isCertain);
  const detail = [
    held === 0 ? "" : `${held} held`,
    held === most ? "" : "pods without room",
    isCertain ? "" : "which ones hangs on the order in which Karpenter takes them",
  ];
  return [
    {
      text: `${number} of ${countText(nodes.length, "node")} would stay`,
      detail: `as things are: ${detail.filter(Boolean).join(", ")}`,
      icon: isCertain ? "warning" : "question",
    },
  ];
}
