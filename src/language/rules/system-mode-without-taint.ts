import { append } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { nodeSpecPath, requirementsOf, taintsOf, templateLabelsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const key = "kubernetes.azure.com/mode";
const system = poolRequiring(`${key} In system`);

export const systemModeWithoutTaint: Rule = {
  id: "system-mode-without-taint",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A system pool without the taint `CriticalAddonsOnly` takes every pod.",
  why: "The mode `system` draws the add-ons of AKS to a node, but keeps nothing away. The pool that AKS makes itself has the taint `CriticalAddonsOnly=true:NoSchedule`, which the add-ons tolerate and your workloads do not.",
  example: {
    bad: system,
    good: `${system}      taints:\n        - key: CriticalAddonsOnly\n          value: "true"\n          effect: NoSchedule\n`,
  },
  *check(manifest) {
    const place = systemMode(manifest);
    if (place === undefined || manifest.partial) return;
    if (taintsOf(manifest).some((taint) => taint.key === "CriticalAddonsOnly")) return;
    yield {
      at: place,
      message:
        "Every pod may land on these system nodes: add the taint CriticalAddonsOnly=true:NoSchedule.",
      fixes: [
        {
          title: "Add the taint CriticalAddonsOnly=true:NoSchedule",
          edits: append(manifest, [...nodeSpecPath(manifest), "taints"], {
            key: "CriticalAddonsOnly",
            value: "true",
            effect: "NoSchedule",
          }),
        },
      ],
    };
  },
};

/** Where the pool says that its nodes are system nodes and nothing else. */
function systemMode(manifest: Manifest): Path | undefined {
  const label = templateLabelsOf(manifest).find((one) => one.key === key);
  if (label?.text === "system") return label.path;
  const requirement = requirementsOf(manifest).find(
    (one) => one.key === key && one.operator === "In",
  );
  if (requirement?.values.length !== 1 || requirement.values[0]?.text !== "system")
    return undefined;
  return [...requirement.path, "values"];
}
