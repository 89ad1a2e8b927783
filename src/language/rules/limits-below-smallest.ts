import { compareQuantities, parseQuantity } from "../../karpenter/quantity.ts";
import { sizeIndexes } from "../../karpenter/sizeSet.ts";
import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { nodePool } from "./examples.ts";
import { matchOf } from "./poolSizes.ts";

export const limitsBelowSmallest: Rule = {
  id: "limits-below-smallest",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A limit is smaller than the smallest VM size that fits.",
  why: "Karpenter drops every size whose capacity would exceed what is left of a limit. Below the smallest size that fits the requirements, nothing can be launched. `0` is the usual way to freeze a pool on purpose.",
  example: {
    fix: "offered",
    bad: nodePool('limits:\n  cpu: "1"\n'),
    good: nodePool('limits:\n  cpu: "2"\n'),
  },
  crossFile: true,
  *check(manifest, context) {
    for (const name of ["cpu", "memory"] as const) {
      const path = ["spec", "limits", name];
      const node = at(manifest, ...path);
      const limit = node?.kind === "scalar" ? parseQuantity(String(node.value)).value : undefined;
      if (node?.kind !== "scalar" || limit === undefined) continue;
      if (limit.mantissa === 0n) {
        yield {
          at: path,
          severity: "info",
          message: `A limit of 0 freezes the pool: it launches nothing, and its nodes stay until something removes them.`,
        };
        continue;
      }
      const smallest = smallestOf(manifest, context, name);
      const needed = smallest && parseQuantity(smallest).value;
      // Slips of the unit have their own finding.
      if (
        !smallest ||
        !needed ||
        compareQuantities(limit, needed) >= 0 ||
        /^[1-9]\d*m?$/.test(String(node.value)) === (name === "memory") ||
        String(node.value).endsWith("m")
      )
        continue;
      yield {
        at: path,
        message: `The smallest VM size that fits has ${smallest} of ${name}, more than this limit: nothing is launched.`,
        fixes: [
          {
            title: `Write ${smallest}, the least that helps`,
            edits: setValue(manifest, path, smallest),
            preferred: false,
          },
        ],
      };
    }
  },
};

/** Memory is compared with four fifths of the nominal size: what a node reports is less by an overhead. */
function smallestOf(
  manifest: Manifest,
  context: RuleContext,
  name: "cpu" | "memory",
): string | undefined {
  const match = matchOf(manifest, context);
  const rows = context.sizes?.table.rows ?? [];
  let smallest = Infinity;
  for (const index of sizeIndexes(match?.possible ?? new Uint32Array())) {
    const row = rows[index];
    if (row) smallest = Math.min(smallest, name === "cpu" ? row.cpus : row.memoryGiB);
  }
  if (smallest === Infinity) return undefined;
  return name === "cpu" ? String(smallest) : `${Math.floor(smallest * 0.8)}Gi`;
}
