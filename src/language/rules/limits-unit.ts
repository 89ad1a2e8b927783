import { parseQuantity } from "../../karpenter/quantity.ts";
import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

export const limitsUnit: Rule = {
  id: "limits-unit",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A limit has a unit that makes it tiny.",
  why: "Limits are Kubernetes quantities: `cpu: 100m` is a tenth of a core, `memory: 1000` is a thousand bytes. No machine is that small, so the pool launches nothing.",
  example: {
    bad: nodePool('limits:\n  cpu: "100"\n  memory: 400\n'),
    good: nodePool('limits:\n  cpu: "100"\n  memory: 400Gi\n'),
  },
  *check(manifest) {
    for (const name of ["cpu", "memory"] as const) {
      const path = ["spec", "limits", name];
      const node = at(manifest, ...path);
      if (node?.kind !== "scalar") continue;
      const text = String(node.value);
      const meant = amountMeant(name, text);
      if (meant === undefined) continue;
      yield {
        at: path,
        message:
          name === "cpu"
            ? `${text} is less than one core (m stands for thousandths): no machine fits under this limit. ${meant} is probably meant.`
            : `${text} is less than 1 GiB (without a unit it counts bytes): no machine fits under this limit. ${meant} is probably meant.`,
        fixes: [
          {
            title: `Write ${meant}`,
            edits: setValue(manifest, path, meant),
            // The other limit allows machines, so this one does not freeze the pool, and still bounds what they cost.
            preferred: isSound(manifest, name === "cpu" ? "memory" : "cpu"),
          },
        ],
      };
    }
  },
};

/** Whether a limit is written, without a slip of the unit, and not zero. */
function isSound(manifest: Manifest, name: "cpu" | "memory"): boolean {
  const node = at(manifest, "spec", "limits", name);
  if (node?.kind !== "scalar") return false;
  const text = String(node.value);
  return amountMeant(name, text) === undefined && (parseQuantity(text).value?.mantissa ?? 0n) > 0n;
}

/**
 * The cores or GiB that a limit probably means whose unit makes it tiny; undefined where the number itself is no usual one
 * of cores or GiB: `536870912` are bytes.
 */
export function amountMeant(name: "cpu" | "memory", text: string): string | undefined {
  if (name === "cpu") return /^([1-9]\d{0,2})m$/.exec(text)?.[1];
  const digits = /^([1-9]\d{0,3})m?$/.exec(text)?.[1];
  return digits && `${digits}Gi`;
}
