import { fromNodeSelectorRequirements } from "../../karpenter/requirements.ts";
import { isOperator, operatorOf, requirementFrom } from "../../karpenter/requirement.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { remove } from "../edit/edit.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import type { WrittenRequirement } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const requirementConflict: Rule = {
  id: "requirement-conflict",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "Two requirements, or a requirement and a template label, leave no value for a label.",
  why: "Requirements on one label are intersected, and the template's labels count as requirements too. When nothing is left, no VM size fits and the pool launches nothing; only an event on the NodePool says so.",
  example: {
    bad: poolRequiring(
      "karpenter.azure.com/sku-family In D",
      "kubernetes.io/arch In amd64",
      "karpenter.azure.com/sku-family NotIn D",
    ),
    good: poolRequiring("karpenter.azure.com/sku-family In D", "kubernetes.io/arch In amd64"),
  },
  *check(manifest) {
    const seen = new Map<string, WrittenRequirement[]>();
    for (const requirement of requirementsOf(manifest).slice(0, mostRequirements)) {
      const key = normalizeKey(requirement.key ?? "");
      const earlier = seen.get(key) ?? [];
      seen.set(key, [...earlier, requirement]);
      if (earlier.length === 0 || !isEmpty([...earlier, requirement]) || isEmpty(earlier)) continue;
      yield {
        at: requirement.path,
        message: `Together with the requirement above on ${key}, no value is left: no VM size fits. Remove one or join them.`,
        fixes: [{ title: "Remove this requirement", edits: remove(manifest, requirement.path) }],
      };
    }
    if (manifest.kind === "NodePool") yield* labelConflicts(manifest, seen);
  },
};

function* labelConflicts(
  manifest: Parameters<typeof templateLabelsOf>[0],
  seen: ReadonlyMap<string, readonly WrittenRequirement[]>,
): Iterable<RuleFinding> {
  for (const label of templateLabelsOf(manifest)) {
    const same = seen.get(normalizeKey(label.key)) ?? [];
    const asRequirement = { key: label.key, operator: "In", values: [label], minValues: undefined };
    if (same.length === 0 || isEmpty(same) || !isEmpty([...same, asRequirement])) continue;
    yield {
      at: label.path,
      message: `This label contradicts the requirement on ${label.key}: no VM size fits both. Remove one of them.`,
      fixes: [
        {
          title: `Remove the label ${label.key}`,
          edits: remove(manifest, label.path),
          preferred: false,
        },
      ],
    };
  }
}

/** The server takes no more (maxItems), and each is compared with all before it. */
const mostRequirements = 100;

type Judged = Pick<WrittenRequirement, "key" | "operator" | "minValues"> & {
  readonly values: readonly { readonly text: string }[];
};

/** True where the intersection admits no value although each requirement alone admits some. */
function isEmpty(requirements: readonly Judged[]): boolean {
  const written = requirements.flatMap((requirement) => {
    const { key, operator } = requirement;
    if (key === undefined || !isOperator(operator)) return [];
    return [{ key, operator, values: requirement.values.map(({ text }) => text) }];
  });
  if (written.some((requirement) => requirement.operator === "DoesNotExist")) return false;
  if (
    written.length < 2 ||
    written.some((one) => operatorOf(requirementFrom(one)) === "DoesNotExist")
  )
    return false;
  const joined = [...fromNodeSelectorRequirements(written).values()];
  return joined.some((requirement) => operatorOf(requirement) === "DoesNotExist");
}
