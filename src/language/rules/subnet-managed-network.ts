import { parseSubnetId } from "../../karpenter/subnetId.ts";
import { remove } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "vnetSubnetID"] as const;

export const subnetManagedNetwork: Rule = {
  id: "subnet-managed-network",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "Nodes cannot have a subnet of their own in the network that AKS made.",
  why: "A cluster without a network of yours gets one from AKS, `aks-vnet-` and eight digits in the node resource group. The provider refuses any other subnet in it (`SubnetsReady=False`, `SubnetIDInvalid`), and every subnet outside of it is another network. Subnets of your own take a cluster in a network of your own.",
  example: {
    bad: nodeClass(
      "vnetSubnetID: /subscriptions/6a1c4bd0-5f0e-4d0c-9d4f-1f2b3c4d5e6f/resourceGroups/MC_shop_shop_westeurope/providers/Microsoft.Network/virtualNetworks/aks-vnet-12345678/subnets/apps\nosDiskSizeGB: 100\n",
    ),
    good: nodeClass("osDiskSizeGB: 100\n"),
  },
  *check(manifest) {
    const id = parseSubnetId(textAt(manifest, ...path) ?? "");
    if (id === undefined || !/^aks-vnet-\d{8}$/i.test(id.network)) return;
    // The one subnet that AKS made there is the cluster's own, which may be named.
    if (id.subnet.toLowerCase() === "aks-subnet") return;
    const isCertain = /^mc_/i.test(id.resourceGroup);
    yield {
      at: path,
      severity: isCertain ? "error" : "warning",
      message: `${id.network} is the network that AKS made for the cluster, and nodes there are in aks-subnet only: leave vnetSubnetID out.`,
      fixes: [
        { title: "Remove vnetSubnetID", edits: remove(manifest, path), preferred: isCertain },
      ],
    };
  },
};
