import type { SelfHosted } from "../enable/selfHosted.ts";
import type { Remedy, Result } from "../preflight/check.ts";
import type { FoundCluster } from "../model.ts";
import type { CheckResult } from "../preflight/preflight.ts";
import type { Presented } from "./presentNode.ts";
import type { ClusterRow } from "./clusterRow.ts";

/** The answers of all checks for one cluster. */
export interface PreflightReport {
  readonly cluster: ClusterRow;
  /** What was judged. */
  readonly subject: FoundCluster;
  readonly checks: readonly CheckResult[];
  /** One line: how many block, warn, ... */
  readonly summary: string;
  /** A Karpenter of the user's own in the cluster, where one was seen. */
  readonly selfHosted?: SelfHosted;
}

/** Nodes of the report: results with their checks, and below each check why, what helps and where that is written. */
export type PreflightNode =
  | { readonly kind: "result"; readonly result: Result; readonly checks: readonly CheckResult[] }
  | { readonly kind: "check"; readonly check: CheckResult }
  | { readonly kind: "why"; readonly check: CheckResult }
  | { readonly kind: "remedy"; readonly check: CheckResult; readonly remedy: Remedy }
  | { readonly kind: "command"; readonly check: CheckResult; readonly command: string }
  | { readonly kind: "source"; readonly check: CheckResult };

const resultLooks: Readonly<
  Record<Result, { label: string; icon: Presented["icon"]; description: string }>
> = {
  blocks: {
    label: "Blocking",
    description: "Azure refuses, or its documentation names it as unsupported",
    icon: { id: "error", color: "problemsErrorIcon.foreground" },
  },
  "likely-blocks": {
    label: "Likely blocking",
    description: "refusals were reported; whether they still come is not known",
    icon: { id: "warning", color: "problemsErrorIcon.foreground" },
  },
  warns: {
    label: "Warnings",
    description: "works, but not as one may expect",
    icon: { id: "warning", color: "problemsWarningIcon.foreground" },
  },
  unknown: {
    label: "Unknown",
    description: "could not be seen",
    icon: { id: "question" },
  },
  fine: { label: "Fine", description: "", icon: { id: "pass", color: "charts.green" } },
};

/** From the worst to the best. */
const order: readonly Result[] = ["blocks", "likely-blocks", "warns", "unknown", "fine"];

/** The nodes below a node of the report, or at its top. */
export function preflightChildren(
  report: PreflightReport | undefined,
  node: PreflightNode | undefined,
): readonly PreflightNode[] {
  if (node === undefined) return resultNodes(report?.checks ?? []);
  if (node.kind === "result") return node.checks.map((check) => ({ kind: "check", check }));
  if (node.kind !== "check") return [];
  const { check } = node;
  return [{ kind: "why", check }, ...remedyNodes(check, check.remedy), { kind: "source", check }];
}

function remedyNodes(check: CheckResult, remedy: Remedy | undefined): readonly PreflightNode[] {
  if (remedy === undefined) return [];
  return [
    { kind: "remedy", check, remedy },
    ...remedy.commands.map((command) => ({ kind: "command", check, command }) as const),
    ...remedyNodes(check, remedy.instead),
  ];
}

function resultNodes(checks: readonly CheckResult[]): readonly PreflightNode[] {
  return order
    .map((result) => ({
      kind: "result" as const,
      result,
      checks: checks.filter((check) => check.result === result),
    }))
    .filter((group) => group.checks.length > 0);
}

/** How a node of the report looks. */
export function presentPreflight(node: PreflightNode): Presented {
  switch (node.kind) {
    case "result":
      return presentResult(node.result, node.checks.length);
    case "check":
      return presentCheck(node.check);
    case "why":
      return leaf(`why:${node.check.id}`, node.check.why, "info");
    case "remedy":
      return presentRemedy(node);
    case "command":
      return {
        ...leaf(`command:${node.check.id}:${node.command}`, node.command, "terminal"),
        context: "command",
        action: { command: "nap.copyText", title: "Copy", args: [node.command] },
      };
    case "source":
      return {
        ...leaf(`source:${node.check.id}`, sourceText(node.check), "link-external"),
        action: { command: "vscode.open", title: "Open", args: [node.check.source.url] },
      };
  }
}

function presentRemedy(node: Extract<PreflightNode, { kind: "remedy" }>): Presented {
  const { check, remedy } = node;
  const presented = leaf(`remedy:${check.id}:${remedy.text}`, remedy.text, "lightbulb");
  if (remedy.action === undefined) return { ...presented, context: "remedy words" };
  return {
    ...presented,
    icon: { id: "wand", color: "charts.yellow" },
    description: "click to apply",
    context: "remedy action",
    action: { command: "nap.applyPreflightRemedy", title: "Apply Remedy", args: [node] },
  };
}

function presentResult(result: Result, count: number): Presented {
  const { label, description, icon } = resultLooks[result];
  return {
    id: `result:${result}`,
    label: `${label} (${count})`,
    description,
    icon,
    context: "result",
    isExpandable: true,
    isExpanded: result !== "fine",
  };
}

function presentCheck(check: CheckResult): Presented {
  return {
    id: `check:${check.id}`,
    label: check.title,
    description: check.seen,
    tooltip: `${check.seen}\n\n${check.why}`,
    icon: resultLooks[check.result].icon,
    context: "check",
    isExpandable: true,
  };
}

function sourceText({ source, until }: CheckResult): string {
  const lifted = until === undefined ? "" : `, lifted on ${until}`;
  return `${new URL(source.url).hostname}, read ${source.date}${lifted}`;
}

function leaf(id: string, label: string, icon: string): Presented {
  return { id, label, tooltip: label, icon: { id: icon }, context: "text", isExpandable: false };
}
