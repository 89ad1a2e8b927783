import type { NoteNode } from "./disableNodes.ts";
import type { Presented } from "../presentNode.ts";

/** How things to know look, by what they are. */
export const noteIcons: Readonly<Record<NoteNode["icon"], Presented["icon"]>> = {
  info: { id: "info" },
  warning: { id: "warning", color: "problemsWarningIcon.foreground" },
  error: { id: "error", color: "problemsErrorIcon.foreground" },
  pass: { id: "pass", color: "charts.green" },
  question: { id: "question" },
};

/** A node without children that shows its label in full when pointed at. */
export function leaf(id: string, label: string, icon: Presented["icon"]): Presented {
  return { id, label, tooltip: label, icon, context: "text", isExpandable: false };
}
