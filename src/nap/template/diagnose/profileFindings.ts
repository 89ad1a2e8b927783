import { Unresolved } from "../../model.ts";
import { nearest } from "../../../karpenter/nearest.ts";
import { replaceNode } from "./edits.ts";
import {
  literalAt,
  profilePointer,
  rangeOf,
  valueAt,
  type TemplateCluster,
} from "./templateCluster.ts";
import type { TemplateFinding, TemplateFix } from "./templateFinding.ts";

const page = "https://learn.microsoft.com/azure/aks/use-node-auto-provisioning";

const enumerations = [
  { member: "mode", rule: "node-provisioning-mode", values: ["Auto", "Manual"] },
  { member: "defaultNodePools", rule: "default-node-pools", values: ["Auto", "None"] },
] as const;

/** Values of `nodeProvisioningProfile` that the API does not have, or spells in another case. */
export function* profileFindings(cluster: TemplateCluster): Generator<TemplateFinding> {
  for (const { member, rule, values } of enumerations) {
    const pointer = `${profilePointer}/${member}`;
    const value = valueAt(cluster.cluster.model, pointer);
    if (value === undefined || value === null || value instanceof Unresolved) continue;
    if (values.some((known) => known === value)) continue;
    const written = typeof value === "string" ? value : JSON.stringify(value);
    const near = nearest(written, values);
    const isCase = near.some((known) => known.toLowerCase() === written.toLowerCase());
    yield {
      rule,
      severity: isCase ? "warning" : "error",
      message: isCase
        ? `${member} is spelt ${near.join(" or ")}.`
        : `${member} is ${values.join(" or ")}, not ${written}.`,
      range: rangeOf(cluster, pointer),
      source: page,
      fixes: fixesFor(cluster, pointer, near.length > 0 ? near : values),
    };
  }
}

function fixesFor(
  cluster: TemplateCluster,
  pointer: string,
  values: readonly string[],
): TemplateFix[] {
  const node = literalAt(cluster, pointer);
  if (node === undefined) return [];
  return values.map((value) => ({
    title: `Change to ${value}`,
    preferred: values.length === 1,
    edits: [replaceNode(node, value)],
  }));
}
