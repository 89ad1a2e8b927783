import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { setByProvider, tagOnMachine } from "./tagNames.ts";

/** learn.microsoft.com, azure-resource-manager/management/tag-resources, limitations. */
const most = 50;
/** Cluster, billing and NodePool: what every machine of a pool gets (pkg/providers/launchtemplate/tags.go). */
const fromKarpenter = 3;

const tags = (count: number) =>
  nodeClass(
    `tags: { ${Array.from({ length: count }, (_, index) => `t${index + 1}: a`).join(", ")} }\n`,
  );

export const tagsTooMany: Rule = {
  id: "tags-too-many",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "More tags than a resource of Azure can have.",
  why: "A resource of Azure has at most 50 tags. Karpenter adds three of its own to every machine of a pool (its cluster, its NodePool, billing), so that 47 are left; with more no machine can be made.",
  example: { bad: tags(51), good: tags(47), byHand: true },
  *check(manifest) {
    const names = pairsOf(at(manifest, "spec", "tags")).map(({ name }) => tagOnMachine(name));
    const own = new Set(names.filter((name) => !setByProvider.includes(name)));
    if (own.size + fromKarpenter <= most) return;
    yield {
      at: ["spec", "tags"],
      onKey: true,
      message: `These are ${own.size} tags, and Karpenter adds ${fromKarpenter}: a machine of Azure can have ${most}, so none is made. Remove at least ${own.size + fromKarpenter - most}.`,
    };
  },
};
