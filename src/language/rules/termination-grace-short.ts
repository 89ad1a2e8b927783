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

const hour = 3600n * second;

/** A pool, and pods that take ten minutes to end. */
function example(period: string): string {
  return `${nodePool("", `requirements: []\nterminationGracePeriod: ${period}\n`)}---
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  nodeSelector:
    karpenter.sh/nodepool: general
  terminationGracePeriodSeconds: 600
  containers:
    - name: worker
      image: example.com/worker:1
`;
}

export const terminationGraceShort: Rule = {
  id: "termination-grace-short",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "A `terminationGracePeriod` no longer than that of the pods cuts them off.",
  why: "Pods get 30 seconds to end unless they ask for more, and eviction has to come first. When the node's period is not longer, Karpenter deletes pods before their time, past PodDisruptionBudgets and `karpenter.sh/do-not-disrupt`.",
  example: {
    bad: example("5m"),
    good: example("1h"),
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const path = [...nodeSpecPath(manifest), "terminationGracePeriod"];
    const period = parseDuration(textAt(manifest, ...path) ?? "").value;
    const longest = longestPodGrace(workspace);
    if (period === undefined || period === 0n || period > longest) return;
    // Eviction comes before the pods' own time: twice as long, and an hour at least.
    const hours = (2n * longest + hour - 1n) / hour;
    const right = `${hours}h`;
    yield {
      at: path,
      message: `Pods may take ${formatDuration(longest)} to end, and this node gives them ${formatDuration(period)} in all: they are cut off, past their PodDisruptionBudgets.`,
      fixes: [
        {
          title: `Write ${right}`,
          edits: setValue(manifest, path, right),
          // Where pods say how long they take, that is what is wanted; else the node may be meant to go at once.
          preferred: longest > defaultPodGraceSeconds * second,
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
