import { remove, setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const capacityTypeReserved: Rule = {
  id: "capacity-type-reserved",
  kinds: ["NodePool", "NodeClaim"],
  layer: "runtime",
  severity: "error",
  summary: "Karpenter on Azure knows no capacity type `reserved`.",
  why: "The Azure provider offers `on-demand` and `spot`. Reserved instances are a matter of billing: Azure applies them to on-demand machines by itself. A pool that asks for `reserved` alone fails Karpenter's validation.",
  example: {
    bad: poolRequiring("karpenter.sh/capacity-type In reserved on-demand"),
    good: poolRequiring("karpenter.sh/capacity-type In on-demand"),
  },
  *check(manifest) {
    for (const requirement of requirementsOf(manifest)) {
      const reserved = reservedOf(requirement);
      if (reserved === undefined || requirement.values.length === 1) continue;
      yield {
        at: reserved.path,
        message: sentence,
        severity: "warning",
        fixes: fixes(manifest, requirement, reserved),
      };
    }
  },
  explain(finding, manifest) {
    if (finding.layer !== "runtime") return undefined;
    for (const requirement of requirementsOf(manifest)) {
      const reserved = reservedOf(requirement);
      if (reserved === undefined || requirement.values.length !== 1) continue;
      if (requirement.path.every((step, index) => finding.path[index] === step))
        return {
          at: reserved.path,
          message: sentence,
          fixes: fixes(manifest, requirement, reserved),
        };
    }
    return undefined;
  },
};

const sentence =
  "The Azure provider has no capacity type reserved: reservations apply to on-demand machines by themselves.";

function reservedOf({ key, operator, values }: WrittenRequirement): WrittenText | undefined {
  if (key !== "karpenter.sh/capacity-type" || operator !== "In") return undefined;
  return values.find(({ text }) => text === "reserved");
}

function fixes(
  manifest: Manifest,
  { values }: WrittenRequirement,
  reserved: WrittenText,
): RuleFix[] {
  return values.some(({ text }) => text === "on-demand")
    ? [{ title: "Remove reserved", edits: remove(manifest, reserved.path) }]
    : [{ title: "Write on-demand", edits: setValue(manifest, reserved.path, "on-demand") }];
}
