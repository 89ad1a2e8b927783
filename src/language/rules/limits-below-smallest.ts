import { parseQuantity, toNumber } from "../../karpenter/quantity.ts";
import type { Quantity } from "../../karpenter/quantity.ts";
import { hasSize } from "../../karpenter/sizeSet.ts";
import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext } from "../rule.ts";
import type { ScalarValue } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { amountMeant } from "./limits-unit.ts";
import { matchOf } from "./poolSizes.ts";

export const limitsBelowSmallest: Rule = {
  id: "limits-below-smallest",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A limit is smaller than the smallest VM size that fits.",
  why: "Karpenter drops every size whose capacity would exceed what is left of a limit. Below the smallest size that fits the requirements, nothing can be launched. `0` is the usual way to freeze a pool on purpose.",
  example: {
    bad: nodePool('limits:\n  cpu: "1"\n  nodes: "3"\n'),
    good: nodePool('limits:\n  cpu: "2"\n  nodes: "3"\n'),
  },
  crossFile: true,
  *check(manifest, context) {
    for (const name of ["cpu", "memory", "nodes"] as const) {
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
      if (name === "nodes") continue;
      const smallest = smallestOver(limit, manifest, { context, name });
      // Slips of the unit have their own finding.
      if (smallest === undefined || amountMeant(name, String(node.value)) !== undefined) continue;
      yield {
        at: path,
        message: `The smallest VM size that fits has ${smallest} of ${name}, more than this limit: nothing is launched.`,
        fixes: [
          {
            title: `Write ${smallest}, enough for one machine`,
            edits: setValue(manifest, path, smallest),
            // A tiny limit may freeze the pool on purpose; not where the same limits allow nodes.
            preferred: /^[1-9]\d*$/.test(String(numberOfNodes(manifest) ?? "")),
          },
        ],
      };
    }
  },
};

const leastReported = 0.8;
const gibibyte = 2 ** 30;

function numberOfNodes(manifest: Manifest): ScalarValue | undefined {
  const nodes = at(manifest, "spec", "limits", "nodes");
  return nodes?.kind === "scalar" ? nodes.value : undefined;
}

/**
 * What the smallest size that fits has, where it is more than the limit. Of memory a node reports less by an overhead
 * (7.5 % unless Karpenter is told otherwise), so four fifths are compared.
 */
function smallestOver(
  limit: Quantity,
  manifest: Manifest,
  { context, name }: { readonly context: RuleContext; readonly name: "cpu" | "memory" },
): string | undefined {
  const possible = matchOf(manifest, context)?.possible ?? new Uint32Array();
  const rows = context.sizes?.table.rows ?? [];
  const allowed = toNumber(limit);
  let smallest = Infinity;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || !hasSize(possible, index)) continue;
    const least = name === "cpu" ? row.cpus : row.memoryGiB * leastReported * gibibyte;
    // Nearly every limit is far above the first size that fits.
    if (least <= allowed) return undefined;
    smallest = Math.min(smallest, name === "cpu" ? row.cpus : row.memoryGiB);
  }
  if (smallest === Infinity) return undefined;
  if (name === "cpu") return String(smallest);
  return Number.isInteger(smallest) ? `${smallest}Gi` : `${Math.ceil(smallest * 1024)}Mi`;
}
