import { append } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

function example(values: string): string {
  return nodePool(
    "",
    `requirements:\n  - key: karpenter.sh/capacity-type\n    operator: In\n    values: ${values}\ntaints:\n  - key: kubernetes.azure.com/scalesetpriority\n    value: spot\n    effect: NoSchedule\n`,
  );
}

export const spotOnly: Rule = {
  id: "spot-only",
  kinds: ["NodePool"],
  severity: "info",
  summary: "A pool of spot capacity alone has nothing to fall back on.",
  why: "Azure takes spot machines back and has none at times; when the spot quota is used up, Karpenter tries no spot machine for an hour. With `on-demand` beside `spot` in the list the cheaper one is taken first; or a second pool of lower weight is the fallback.",
  example: { fix: "offered", bad: example("[spot]"), good: example("[spot, on-demand]") },
  crossFile: true,
  *check(manifest, { workspace }) {
    if (workspace.all("NodePool").some(({ name }) => name !== manifest.name)) return;
    for (const { key, operator, values, path } of requirementsOf(manifest)) {
      if (key !== "karpenter.sh/capacity-type" || operator !== "In") continue;
      if (values.length !== 1 || values[0]?.text !== "spot") continue;
      yield {
        at: [...path, "values"],
        message:
          "Only spot capacity is allowed, and no other pool is here to fall back on when Azure has none.",
        fixes: [
          {
            title: "Allow on-demand too",
            edits: append(manifest, [...path, "values"], "on-demand"),
            preferred: false,
          },
        ],
      };
    }
  },
};
