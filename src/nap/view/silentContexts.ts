import type { MessageNode } from "./treeNode.ts";

/** A context, or a kubeconfig file, of which nobody can say what it holds. */
export interface SilentContext {
  readonly name: string;
  /** What was said, in words. */
  readonly reason: string;
}

/** How many contexts are left out; why stands in the tooltip. Nothing where none is. */
export function silentContextsNode(silent: readonly SilentContext[]): readonly MessageNode[] {
  if (silent.length === 0) return [];
  const [subject, whose] =
    silent.length === 1
      ? ["1 context is", "its cluster serves"]
      : [`${silent.length} contexts are`, "their clusters serve"];
  return [
    {
      kind: "message",
      id: "silentContexts",
      text: `${subject} not shown`,
      detail: `whether ${whose} Karpenter is not known; click to try again`,
      tooltip: silent.map(({ name, reason }) => `${name}: ${reason}`).join("\n\n"),
      icon: "info",
      action: { command: "nap.refresh", title: "Try Again" },
    },
  ];
}
