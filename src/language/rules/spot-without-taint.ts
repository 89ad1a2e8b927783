import { append } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { nodeSpecPath, requirementsOf, taintsOf } from "./access.ts";
import { deployment, poolRequiring } from "./examples.ts";
import { isTolerated } from "./podAsks.ts";

const key = "kubernetes.azure.com/scalesetpriority";

const safe = poolRequiring("karpenter.sh/capacity-type In on-demand").replace(
  "name: general",
  "name: safe",
);
const tolerating = `nodeSelector: { karpenter.sh/capacity-type: spot }
tolerations: [{ key: ${key}, operator: Exists }]
`;
const rest = `---\n${safe}---\n${deployment("batch", tolerating)}`;
const spot = poolRequiring("karpenter.sh/capacity-type In spot");

export const spotWithoutTaint: Rule = {
  id: "spot-without-taint",
  kinds: ["NodePool"],
  severity: "info",
  summary: "Any pod may land on the spot nodes of a pool without taint.",
  why: "Spot node pools of AKS carry the taint `kubernetes.azure.com/scalesetpriority=spot:NoSchedule`; Karpenter puts none on its spot nodes. Pods that cannot bear to lose their node come to this pool like all others unless the pool has a taint.",
  example: {
    bad: spot + rest,
    good: `${spot}      taints:\n        - key: ${key}\n          value: spot\n          effect: NoSchedule\n${rest}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    if (manifest.partial || taintsOf(manifest).some(({ list }) => list === "taints")) return;
    const requirement = requirementsOf(manifest).find(
      (one) => one.key === "karpenter.sh/capacity-type" && one.operator === "In",
    );
    if (requirement?.values.length !== 1 || requirement.values[0]?.text !== "spot") return;
    const taint = { key, value: "spot", effect: "NoSchedule" };
    yield {
      at: [...requirement.path, "values"],
      message:
        "These spot nodes carry no taint: pods that cannot bear to lose their node may come here too.",
      fixes: [
        {
          title: `Add the taint ${key}=spot:NoSchedule`,
          edits: append(manifest, [...nodeSpecPath(manifest), "taints"], taint),
          // Without a pod that tolerates it, the taint would keep out all that run here now.
          preferred: isTolerated(workspace, key),
        },
      ],
    };
  },
};
