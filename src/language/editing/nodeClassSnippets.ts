import { blockText } from "../edit/write.ts";
import { lines } from "./objectSnippet.ts";
import type { ObjectSnippet } from "./objectSnippet.ts";
import { localDNS } from "./presets.ts";

function nodeClass(name: string, spec: readonly string[]): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: \${1:${name}}
spec:
${lines(2, spec)}`;
}

const subnet =
  "/subscriptions/${2:00000000-0000-0000-0000-000000000000}/resourceGroups/${3:network}/providers/Microsoft.Network/virtualNetworks/${4:aks}/subnets/${5:nodes}";

/** AKSNodeClasses to start from. */
export const nodeClassSnippets: readonly ObjectSnippet[] = [
  {
    prefix: "nap-aksnodeclass",
    kind: "AKSNodeClass",
    title: "plain",
    description: "Azure Linux with a disk of 128 GB.",
    body: nodeClass("azure-linux", ["imageFamily: ${2:AzureLinux}", "osDiskSizeGB: ${3:128}"]),
  },
  {
    prefix: "nap-aksnodeclass-subnet",
    kind: "AKSNodeClass",
    title: "custom subnet",
    description: "Nodes in a subnet of their own, in the virtual network of the cluster.",
    body: nodeClass("custom-subnet", ["imageFamily: AzureLinux", `vnetSubnetID: ${subnet}`]),
  },
  {
    prefix: "nap-aksnodeclass-fips",
    kind: "AKSNodeClass",
    title: "FIPS",
    description: "Images with cryptography validated by FIPS 140.",
    body: nodeClass("fips", ["imageFamily: AzureLinux", "fipsMode: FIPS"]),
  },
  {
    prefix: "nap-aksnodeclass-localdns",
    kind: "AKSNodeClass",
    title: "DNS on the node",
    description: "A DNS cache on each node, with the zones that the server demands.",
    body: nodeClass("local-dns", [
      "imageFamily: AzureLinux",
      `localDNS:${blockText(localDNS, 4, "\n")}`,
    ]),
  },
];
