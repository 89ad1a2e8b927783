import { append } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import { perWorkspace } from "../perWorkspace.ts";
import type { Rule } from "../rule.ts";
import type { Workspace } from "../workspace.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
import { fieldsOf } from "./jsonObject.ts";
import { somePod } from "./podAsks.ts";

/** A pool, and pods that want machines of it which are not taken away. */
function example(values: string): string {
  const pool = nodePool(
    "",
    `requirements:\n  - key: karpenter.sh/capacity-type\n    operator: In\n    values: ${values}\ntaints:\n  - key: kubernetes.azure.com/scalesetpriority\n    value: spot\n    effect: NoSchedule\n`,
  );
  return `${pool}---
apiVersion: v1
kind: Pod
metadata:
  name: billing
spec:
  nodeSelector:
    karpenter.sh/nodepool: general
    karpenter.sh/capacity-type: on-demand
  tolerations:
    - key: kubernetes.azure.com/scalesetpriority
      operator: Exists
      effect: NoSchedule
  containers:
    - name: billing
      image: example.com/billing:1
`;
}

/** The name that all pools have; undefined where they have several. */
const onlyPool = perWorkspace((workspace) => {
  const names = new Set(workspace.all("NodePool").map(({ name }) => name));
  return names.size > 1 ? undefined : [...names][0];
});

/** A pod asks for on-demand machines of this pool: it waits for ever. */
function isAskedFor({ name }: Manifest, workspace: Workspace): boolean {
  return somePod(workspace, ({ nodeSelector }) => {
    const labels = fieldsOf(nodeSelector);
    return labels?.["karpenter.sh/nodepool"] === name && labels?.[key] === "on-demand";
  });
}

const key = "karpenter.sh/capacity-type";

export const spotOnly: Rule = {
  id: "spot-only",
  kinds: ["NodePool"],
  severity: "info",
  summary: "A pool of spot capacity alone has nothing to fall back on.",
  why: "Azure takes spot machines back and has none at times; when the spot quota is used up, Karpenter tries no spot machine for an hour. With `on-demand` beside `spot` in the list the cheaper one is taken first; or a second pool of lower weight is the fallback.",
  example: { bad: example("[spot]"), good: example("[spot, on-demand]") },
  crossFile: true,
  *check(manifest, { workspace }) {
    for (const requirement of requirementsOf(manifest)) {
      const { operator, values, path } = requirement;
      if (requirement.key !== key || operator !== "In") continue;
      if (values.length !== 1 || values[0]?.text !== "spot") continue;
      if (onlyPool(workspace) !== manifest.name) return;
      const isAsked = isAskedFor(manifest, workspace);
      yield {
        at: [...path, "values"],
        severity: isAsked ? "warning" : "info",
        message: isAsked
          ? "Only spot capacity is allowed, and pods ask for on-demand machines of this pool: they wait for ever."
          : "Only spot capacity is allowed, and no other pool is here to fall back on when Azure has none.",
        fixes: [
          {
            title: "Allow on-demand too",
            edits: append(manifest, [...path, "values"], "on-demand"),
            // It costs more: done unasked only where somebody has asked for it.
            preferred: isAsked,
          },
        ],
      };
    }
  },
};
