import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf, templateLabelsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const key = "karpenter.azure.com/aksnodeclass";

export const aksnodeclassLabel: Rule = {
  id: "aksnodeclass-label",
  kinds: ["NodePool", "NodeClaim"],
  layer: "runtime",
  severity: "error",
  summary: "A pool cannot ask for or set the label of its own AKSNodeClass.",
  why: "The CRD lets `karpenter.azure.com/aksnodeclass` pass, and Karpenter's validation then refuses it: the label is set from `nodeClassRef`. Remove it; the reference says all.",
  example: {
    bad: poolRequiring("kubernetes.io/arch In amd64", `${key} In default`),
    good: poolRequiring("kubernetes.io/arch In amd64"),
  },
  explain(finding, manifest) {
    if (finding.layer !== "runtime") return undefined;
    const places = [
      ...requirementsOf(manifest).map((one) => ({ key: one.key, path: one.path, onKey: false })),
      ...templateLabelsOf(manifest).map((one) => ({ key: one.key, path: one.path, onKey: true })),
    ];
    const found = places.find(
      (place) =>
        place.key === key && place.path.every((step, index) => finding.path[index] === step),
    );
    return (
      found && {
        at: found.path,
        onKey: found.onKey,
        message:
          "Karpenter sets this label from nodeClassRef and refuses a pool that uses it; remove it.",
        fixes: [{ title: "Remove it", edits: remove(manifest, found.path) }],
      }
    );
  },
};
