import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "vnetSubnetID"] as const;
const id =
  "/subscriptions/6a1c4bd0-5f0e-4d0c-9d4f-1f2b3c4d5e6f/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/main/subnets/apps";

/** The CRD's pattern. */
const shape =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[\w\-().]{0,89}[\w\-()]\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;

export const subnetIdFormat: Rule = {
  id: "subnet-id-format",
  kinds: ["AKSNodeClass"],
  layer: "schema",
  severity: "error",
  summary: "`vnetSubnetID` is the whole resource ID of a subnet, and nothing more.",
  why: "The ID goes from `/subscriptions/` to the name of the subnet: no address before it, nothing behind it, no placeholder for the resource group. `az network vnet subnet show --query id` prints it.",
  example: {
    bad: nodeClass(`vnetSubnetID: ${id}/\n`),
    good: nodeClass(`vnetSubnetID: ${id}\n`),
  },
  explain(finding, manifest) {
    if (finding.layer !== "schema" || finding.path.join(".") !== path.join(".")) return undefined;
    const text = textAt(manifest, ...path);
    if (text === undefined) return undefined;
    const right = repaired(text);
    return {
      message: `This is no resource ID of a subnet: ${fault(text)}.`,
      fixes: right ? [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }] : [],
    };
  },
};

function repaired(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^https?:\/\/[^/]+/i, "")
    .replace(/^\/*subscriptions\//i, "/subscriptions/")
    .replace(/(\/subnets\/[^/?#]+)([/?#].*)$/i, "$1");
  return shape.test(bare) ? bare : undefined;
}

function fault(text: string): string {
  if (/[<>{}$]/.test(text)) return "a placeholder is left in it";
  if (!/^\/subscriptions\//i.test(text)) return "it begins with /subscriptions/";
  if (/\/subnets\/[^/]+\//i.test(text)) return "it ends with the name of the subnet";
  if (/\/virtualNetworks\/[^/]+\/?$/i.test(text))
    return "/subnets/ and the name of the subnet lack";
  return "it is /subscriptions/.../resourceGroups/.../providers/Microsoft.Network/virtualNetworks/.../subnets/...";
}
