import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeSpecPath } from "./access.ts";
import { awsKinds } from "./awsCounterparts.ts";
import { nodePool } from "./examples.ts";

const right = { group: "karpenter.azure.com", kind: "AKSNodeClass" } as const;

export const nodeClassRefTarget: Rule = {
  id: "node-class-ref-target",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A nodeClassRef to anything but an AKSNodeClass of karpenter.azure.com is ignored.",
  why: "Karpenter on AKS looks only at NodePools whose `nodeClassRef` has the group `karpenter.azure.com` and the kind `AKSNodeClass`, in exactly this spelling. All others are accepted and then ignored by every controller: no node, no condition, no event.",
  example: {
    bad: nodePool().replace("kind: AKSNodeClass", "kind: AksNodeClass"),
    good: nodePool(),
  },
  *check(manifest, { schemas }) {
    const path = [...nodeSpecPath(manifest), "nodeClassRef"];
    if (!schemas.kinds.some((crd) => crd.kind === "NodePool" && crd.version === "v1")) return;
    // With a kind of AWS its group is wrong as well, and both are one finding elsewhere.
    if (awsKinds.has(textAt(manifest, ...path, "kind") ?? "")) return;
    for (const field of ["group", "kind"] as const) {
      const text = textAt(manifest, ...path, field);
      if (text === undefined || text === right[field] || hasOwnFinding(text)) continue;
      yield {
        at: [...path, field],
        message: `Karpenter on AKS ignores objects whose nodeClassRef.${field} is not exactly ${right[field]}: this one never gets a node.`,
        fixes: [
          {
            title: `Write ${right[field]}`,
            edits: setValue(manifest, [...path, field], right[field]),
          },
        ],
      };
    }
  },
};

/** Nothing at all and a group with its version are objected to elsewhere, with the same repair. */
function hasOwnFinding(text: string): boolean {
  return text === "" || text.includes("/");
}
