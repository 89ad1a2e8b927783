import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { indented, nodeClass, poolRequiring } from "./examples.ts";
import { jsonAt, nodeClassOf } from "./nodeClassRef.ts";

const key = "karpenter.azure.com/sku-storage-ephemeralos-maxsize";
/** The CRD's default for osDiskSizeGB. */
const defaultDiskGB = 128;

function example(operator: string): string {
  return `${nodeClass("osDiskSizeGB: 128\n")}---\n${poolRequiring()}${indented(
    `- key: ${key}\n  operator: ${operator}\n  values: ["128"]\n`,
    8,
  )}`;
}

export const ephemeralDiskStrict: Rule = {
  id: "ephemeral-disk-strict",
  kinds: ["NodePool"],
  severity: "info",
  summary: "`Gt` leaves out the sizes whose ephemeral disk is exactly as large as needed.",
  why: "The OS disk is ephemeral when `osDiskSizeGB` is at most `sku-storage-ephemeralos-maxsize`. `Gt` with the same number leaves out sizes that offer exactly this much; `Gte` takes them too.",
  example: { bad: example("Gt"), good: example("Gte") },
  crossFile: true,
  *check(manifest, { workspace }) {
    const nodeClass = nodeClassOf(manifest, workspace);
    if (nodeClass === undefined) return;
    const written = jsonAt(nodeClass.json, "spec", "osDiskSizeGB");
    const disk = typeof written === "number" ? written : defaultDiskGB;
    for (const requirement of requirementsOf(manifest)) {
      if (requirement.key !== key || requirement.operator !== "Gt") continue;
      if (requirement.values[0]?.text !== String(disk)) continue;
      const path = [...requirement.path, "operator"];
      yield {
        at: path,
        message: `The OS disk of ${nodeClass.name} has ${disk} GB: sizes with an ephemeral disk of exactly that would do, and Gt leaves them out.`,
        fixes: [{ title: "Write Gte", edits: setValue(manifest, path, "Gte") }],
      };
    }
  },
};
