import { parseSubnetId } from "../../karpenter/subnetId.ts";
import type { SubnetId } from "../../karpenter/subnetId.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { Workspace } from "../workspace.ts";
import { nodeClass } from "./examples.ts";
import { jsonAt } from "./nodeClassRef.ts";

const path = ["spec", "vnetSubnetID"] as const;
const subscription = "6a1c4bd0-5f0e-4d0c-9d4f-1f2b3c4d5e6f";
const network = "resourceGroups/network/providers/Microsoft.Network/virtualNetworks/main/subnets";

function example(id: string): string {
  const other = nodeClass(`vnetSubnetID: /subscriptions/${subscription}/${network}/web\n`);
  return `${other.replace("name: default", "name: web")}---\n${nodeClass(`vnetSubnetID: /subscriptions/${id}/${network}/apps\n`)}`;
}

export const subnetPlaceholder: Rule = {
  id: "subnet-placeholder",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "A placeholder was left in the ID of the subnet.",
  why: "The schema takes nearly any text between the slashes of `vnetSubnetID`, also `<subscription>`, `$SUBSCRIPTION_ID` or `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, which is no subscription ID. The provider looks for a subnet of that name and leaves the class unready.",
  example: { bad: example("<subscription>"), good: example(subscription) },
  crossFile: true,
  *check(manifest, { workspace }) {
    const text = textAt(manifest, ...path) ?? "";
    const id = parseSubnetId(text);
    const open = id && openParts(id)[0];
    if (id === undefined || open === undefined) return;
    const filled = filledIn(text, id, workspace);
    yield {
      at: path,
      // What looks like a name may have been put there to hide the real one.
      ...(isPlaceholder(open) ? {} : { severity: "warning" as const }),
      message: `${open} is ${isPlaceholder(open) ? "a placeholder" : "no subscription ID"}: write the real ID of the subnet (az network vnet subnet show --query id).`,
      fixes: filled ? [{ title: `Write ${filled}`, edits: setValue(manifest, path, filled) }] : [],
    };
  },
};

/** The parts that are placeholders. The subnet must be of the cluster's subscription, whose ID is a GUID. */
function openParts(id: SubnetId): readonly string[] {
  const { resourceGroup, network: third, subnet } = id;
  return [
    ...(isOpen(id, "subscription") ? [id.subscription] : []),
    ...[resourceGroup, third, subnet].filter(isPlaceholder),
  ];
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function isOpen(id: SubnetId, name: "subscription" | "resourceGroup" | "network"): boolean {
  return isPlaceholder(id[name]) || (name === "subscription" && !guid.test(id[name]));
}

function isPlaceholder(part: string): boolean {
  return /[<>{}$[\]]|^%.*%$|^__.*__$/.test(part);
}

/** The ID with what all other classes of the workspace agree on; the name of the subnet is nobody else's. */
function filledIn(text: string, id: SubnetId, workspace: Workspace): string | undefined {
  if (isPlaceholder(id.subnet)) return undefined;
  const others = workspace.all("AKSNodeClass").flatMap(({ json }) => {
    const other = jsonAt(json, "spec", "vnetSubnetID");
    const parsed = typeof other === "string" ? parseSubnetId(other) : undefined;
    return parsed && openParts(parsed).length === 0 ? [parsed] : [];
  });
  let filled = text;
  for (const name of ["subscription", "resourceGroup", "network"] as const) {
    if (!isOpen(id, name)) continue;
    const values = new Set(others.map((other) => other[name]));
    const [value] = values;
    if (values.size !== 1 || value === undefined) return undefined;
    filled = filled.replace(`/${id[name]}/`, () => `/${value}/`);
  }
  return filled;
}
