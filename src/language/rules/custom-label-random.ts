import { isWellKnown, normalizeKey } from "../../karpenter/labels.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import { deployment, poolRequiring } from "./examples.ts";
import { valuesAsked } from "./podAsks.ts";

const asking = "nodeSelector: { karpenter.sh/nodepool: general, example.com/team: web }\n";
const workload = `---\n${deployment("web", asking)}`;

const othersDomains =
  /^karpenter\.k8s\.aws\/|^([^/]+\.)?(karpenter\.(sh|azure\.com)|kubernetes\.azure\.com)\//;

const open = ["Exists", "NotIn", "Gt", "Gte", "Lt", "Lte"];

export const customLabelRandom: Rule = {
  id: "custom-label-random",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A label of your own that is left open gets a random number on nodes.",
  why: "Karpenter gives every node a value for each custom label that the pool requires. With `Exists`, `NotIn` or a comparison, and pods that do not ask for a value, it makes up a number. A label in the template, or a list with `In`, says the value.",
  example: {
    bad: poolRequiring("example.com/team Exists") + workload,
    good: `${poolRequiring("example.com/team In").replaceAll("example.com/team\n          operator: In", "example.com/team\n          operator: In\n          values:\n            - web")}${workload}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    const labels = templateLabelsOf(manifest).map(({ key }) => key);
    const requirements = requirementsOf(manifest);
    for (const { key, operator, path } of requirements) {
      if (key === undefined || operator === undefined || !open.includes(operator)) continue;
      if (isWellKnown(normalizeKey(key)) || labels.includes(key)) continue;
      // A label of another cloud, of Karpenter or of AKS is no label of the user's own.
      if (othersDomains.test(key)) continue;
      if (requirements.some((other) => other.key === key && other.operator === "In")) continue;
      const asked = valuesAsked(workspace, key);
      yield {
        at: [...path, "operator"],
        message: `${key} is a label of your own: nodes for pods that do not ask for a value of it get a random number. Name the values with In, or set a label in the template.`,
        // Exists for pods that each ask for their value is a pattern that Karpenter recommends.
        ...(operator === "Exists" ? { severity: "info" as const } : {}),
        fixes: [
          {
            title: `Require ${asked.join(", ")}`,
            edits:
              asked.length === 0
                ? []
                : [
                    ...setValue(manifest, [...path, "operator"], "In"),
                    ...setValue(manifest, [...path, "values"], asked),
                  ],
            preferred: operator === "Exists" && asked.length === 1,
          },
        ],
      };
    }
  },
};
