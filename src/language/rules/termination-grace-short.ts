import { formatDuration, parseDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import { perWorkspace } from "../perWorkspace.ts";
import type { Rule } from "../rule.ts";
import type { Json } from "../yaml/node.ts";
import { nodeSpecPath } from "./access.ts";
import { nodePool } from "./examples.ts";
import { podSpecs } from "./podAsks.ts";

const second = 1_000_000_000n;
/** What Kubernetes gives a pod that does not say. */
const defaultPodGraceSeconds = 30n;

export const terminationGraceShort: Rule = {
  id: "termination-grace-short",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "A `terminationGracePeriod` no longer than that of the pods cuts them off.",
  why: "Pods get 30 seconds to end unless they ask for more, and eviction has to come first. When the node's period is not longer, Karpenter deletes pods before their time, past PodDisruptionBudgets and `karpenter.sh/do-not-disrupt`.",
  example: {
    fix: "offered",
    bad: nodePool("", "requirements: []\nterminationGracePeriod: 30s\n"),
    good: nodePool("", "requirements: []\nterminationGracePeriod: 1h\n"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const path = [...nodeSpecPath(manifest), "terminationGracePeriod"];
    const period = parseDuration(textAt(manifest, ...path) ?? "").value;
    const longest = longestPodGrace(workspace);
    if (period === undefined || period === 0n || period > longest) return;
    yield {
      at: path,
      message: `Pods may take ${formatDuration(longest)} to end, and this node gives them ${formatDuration(period)} in all: they are cut off, past their PodDisruptionBudgets.`,
      fixes: [
        {
          title: "Write 1h",
          edits: setValue(manifest, path, "1h"),
          preferred: false,
        },
      ],
    };
  },
};

const longestPodGrace = perWorkspace((workspace) =>
  podSpecs(workspace)
    .map(graceOf)
    .reduce(
      (longest, period) => (period > longest ? period : longest),
      defaultPodGraceSeconds * second,
    ),
);

function graceOf(spec: Readonly<Record<string, Json>>): bigint {
  const seconds = spec.terminationGracePeriodSeconds;
  return typeof seconds === "number" && Number.isSafeInteger(seconds)
    ? BigInt(seconds) * second
    : 0n;
}
