import { hasSize } from "../../karpenter/sizeSet.ts";
import type { SizeMatch } from "../../karpenter/matching.ts";
import { remove } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFix } from "../rule.ts";
import { nodeSpecPath, requirementsOf } from "./access.ts";
import type { WrittenRequirement, WrittenText } from "./access.ts";
import { nodeClass, poolRequiring } from "./examples.ts";
import { jsonAt, nodeClassOf } from "./nodeClassRef.ts";
import { matchOf } from "./poolSizes.ts";

const staticCpus = nodeClass("kubelet:\n  cpuManagerPolicy: static\n");
const cpuKeys = ["karpenter.azure.com/sku-cpu", "kubernetes.azure.com/sku-cpu"];

export const staticCpusSmallSizes: Rule = {
  id: "static-cpus-small-sizes",
  kinds: ["NodePool"],
  severity: "info",
  summary: "On a size with 2 vCPUs the static CPU policy has one CPU to give away.",
  why: "With `cpuManagerPolicy: static` in the AKSNodeClass, kubelet gives whole CPUs to containers of guaranteed pods, but never those that it has reserved: what AKS reserves, rounded up, is one CPU on every small size. Of 2 vCPUs one is left, for a single container that asks for exactly one.",
  example: {
    bad: `${staticCpus}---\n${poolRequiring('karpenter.azure.com/sku-cpu In "2"')}`,
    good: `${staticCpus}---\n${poolRequiring('karpenter.azure.com/sku-cpu In "4"')}`,
    byHand: true,
  },
  crossFile: true,
  *check(manifest, context) {
    const found = nodeClassOf(manifest, context.workspace);
    if (jsonAt(found?.json, "spec", "kubelet", "cpuManagerPolicy") !== "static") return;
    const match = matchOf(manifest, context);
    if (found === undefined || match === undefined) return;
    const { small, others } = countSmall(match, context);
    if (small === 0) return;
    const written = requirementsOf(manifest).find(({ key }) => cpuKeys.includes(key ?? ""));
    const two = written?.operator === "In" && written.values.find(({ text }) => text === "2");
    yield {
      at: two ? two.path : (written?.path ?? [...nodeSpecPath(manifest), "nodeClassRef", "name"]),
      message: `The AKSNodeClass ${found.name} gives whole CPUs to containers, and ${others === 0 ? "all sizes that fit have" : "among the sizes that fit are some with"} 2 vCPUs: one of them is kubelet's, so a single container can have the other.`,
      fixes: two && others > 0 ? fixesFor(manifest, written, two) : [],
    };
  },
};

/** Sizes with fewer vCPUs the provider does not take at all. */
function countSmall({ possible }: SizeMatch, { sizes }: RuleContext) {
  const rows = (sizes?.table.rows ?? []).filter((_, index) => hasSize(possible, index));
  const small = rows.filter(({ cpus }) => cpus <= 2).length;
  return { small, others: rows.length - small };
}

/** Other machines run then: a matter of choice. */
function fixesFor(
  manifest: Manifest,
  { values }: WrittenRequirement,
  { path, text }: WrittenText,
): readonly RuleFix[] {
  if (values.length < 2) return [];
  return [{ title: `Remove ${text}`, edits: remove(manifest, path), preferred: false }];
}
