import { Unresolved } from "../../model.ts";
import { fine, unknown, warns } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { at, sameText, textAt } from "../member.ts";
import { isModelObject } from "../../model.ts";
import type { FoundText } from "../member.ts";
import { docs, thread } from "../sources.ts";
import { isAutomatic } from "./readings.ts";

/** The subnets of the cluster's pools, each once; expressions stay what they are. */
function subnetsOf({ pools }: Subject): readonly Exclude<FoundText, undefined>[] {
  const found = pools.known.flatMap(({ model }) => textAt(model, "vnetSubnetID") ?? []);
  const texts = found.filter((subnet) => typeof subnet === "string");
  const once = texts.filter(
    (subnet, i) => texts.findIndex((other) => sameText(other, subnet)) === i,
  );
  return [...once, ...found.filter((subnet) => subnet instanceof Unresolved)];
}

/** What follows `/subscriptions/.../providers/Microsoft.Network/virtualNetworks/`. */
function shortSubnet(id: string): string {
  return id.split("/virtualNetworks/")[1]?.replace("/subnets/", "/") ?? id;
}

const subnetRole: Check = {
  id: "subnet-role",
  title: "Rights on custom subnets",
  why: "The cluster's identity must be allowed to read and join the subnets of its nodes, else new nodes fail with LinkedAuthorizationFailed after NAP was enabled without complaint.",
  source: docs("node-auto-provisioning-networking#rbac-setup-for-custom-subnet-configurations"),
  since: "2024-02-19",
  isOutside: true,
  check: (subject) => {
    const subnets = subnetsOf(subject);
    if (subnets.length === 0) return fine("no custom subnet");
    const rights = subject.around.subnetRights ?? [];
    const granted = (subnet: FoundText): boolean | undefined =>
      rights.find(({ subnetId }) => sameText(subnet, subnetId))?.isGranted;
    const refused = subnets.filter((subnet) => granted(subnet) === false);
    const names = (list: typeof subnets): string =>
      list.map((id) => (id instanceof Unresolved ? id.expression : shortSubnet(id))).join(", ");
    if (refused.length > 0) return missingRole(refused, names(refused));
    const open = subnets.filter((subnet) => granted(subnet) === undefined);
    if (open.length > 0)
      return unknown(`custom subnet ${names(open)}, whose role assignments were not read`);
    return fine(`custom subnet ${names(subnets)}, with the role`);
  },
};

function missingRole(subnets: readonly Exclude<FoundText, undefined>[], names: string): Verdict {
  const scopes = subnets.filter((subnet) => typeof subnet === "string");
  return warns(`no right to join custom subnet ${names}`, {
    remedy: {
      text: "Give the cluster's identity the role Network Contributor on the subnet",
      commands: scopes.map(
        (scope) =>
          `az role assignment create --assignee PRINCIPAL_ID --role "Network Contributor" --scope "${scope}"`,
      ),
      action: { do: "assignRole", role: "Network Contributor", scopes },
    },
  });
}

const resourceLocks: Check = {
  id: "resource-locks",
  title: "Locks on the node resource group",
  why: "Karpenter makes and deletes virtual machines there; a lock lets it fail after NAP was enabled without complaint.",
  source: thread("Azure/karpenter-provider-azure", 439, "2024-07-26"),
  since: "2024-07-26",
  isOutside: true,
  check: ({ around: { locks } }) => {
    if (locks === undefined) return unknown("the locks were not read");
    if (locks.length === 0) return fine("no lock");
    return warns(`lock ${locks.map(({ name, level }) => `${name} (${level})`).join(", ")}`);
  },
};

const quota: Check = {
  id: "quota",
  title: "vCPU quota of the region",
  why: "New nodes need free vCPUs of the region and of their family; Karpenter tries other families when one is used up.",
  source: docs("quotas-skus-regions"),
  since: "2023-12-07",
  isOutside: true,
  check: ({ around: { quotas } }) => {
    if (quotas === undefined) return unknown("the quotas were not read");
    const total = quotas.find(({ name }) => sameText(name, "cores"));
    if (total === undefined) return unknown("the answer has no quota of the region");
    const left = total.limit - total.used;
    const seen = `${left} of ${total.limit} vCPUs left in the region`;
    return left < 4 ? warns(seen) : fine(seen);
  },
};

const selfHostedKarpenter: Check = {
  id: "self-hosted-karpenter",
  title: "Karpenter of one's own",
  why: "Two controllers would fight for the same nodes. Take Helm's labels off the custom resource definitions, uninstall the release, then enable NAP without default NodePools.",
  source: docs("use-node-auto-provisioning"),
  since: "2026-05-21",
  isOutside: true,
  check: ({ around: { selfHostedKarpenter: found } }) => {
    if (found === undefined) return unknown("nobody looked into the cluster");
    return found === null ? fine("none in the cluster") : warns(`release ${found}`);
  },
};

const nodeClassSubnets: Check = {
  id: "node-class-subnets",
  title: "Subnets of node classes",
  why: "A subnet of an AKSNodeClass must belong to the cluster's own network, which must not be managed by AKS; it cannot be changed for another valid one.",
  source: docs("node-auto-provisioning-networking#subnet-drift-behavior"),
  since: "2025-04-24",
  isOutside: true,
  check: (subject) => {
    const { nodeClasses } = subject.around;
    if (nodeClasses === undefined) return unknown("nobody looked into the cluster");
    const network = (id: FoundText): string =>
      typeof id === "string" ? id.toLowerCase().replace(/\/subnets\/.*$/, "") : "";
    const own = subnetsOf(subject).map(network);
    const strange = nodeClasses.filter((nodeClass) => {
      const subnet = textAt(nodeClass, "spec.vnetSubnetID");
      return subnet !== undefined && !own.includes(network(subnet));
    });
    if (strange.length === 0) return fine("no node class with a subnet of another network");
    const names = strange.map((one) => {
      const name = isModelObject(one) ? at(one, "metadata.name") : undefined;
      return typeof name === "string" ? name : "(no name)";
    });
    return warns(`AKSNodeClass ${names.join(", ")} with a subnet of another network`);
  },
};

const loadBalancers: Check = {
  id: "multiple-load-balancers",
  title: "Several Standard load balancers",
  why: "Nodes of node auto-provisioning are not placed behind further load balancers; the request for it is open.",
  source: thread("Azure/AKS", 5351, "2025-10-15"),
  since: "2025-10-15",
  isOutside: true,
  check: ({ around: { loadBalancers: count } }) => {
    if (count === undefined) return unknown("the load balancer configurations were not read");
    return count > 1 ? warns(`${count} load balancer configurations`) : fine("one load balancer");
  },
};

const automatic: Check = {
  id: "automatic",
  title: "AKS Automatic",
  why: "Node auto-provisioning is always on there and cannot be disabled; fixed-size pools of one's own are allowed in exceptions only.",
  source: docs("intro-aks-automatic"),
  since: "2024-05-13",
  check: (subject) => {
    const name = textAt(subject.cluster.model, "sku.name");
    if (name instanceof Unresolved) return unknown(`sku.name is ${name.expression}`);
    if (isAutomatic(subject)) return warns("sku.name Automatic: NAP is on");
    return fine(name === undefined ? "no sku.name, so Base" : `sku.name ${name}`);
  },
};

const azureCli: Check = {
  id: "azure-cli",
  title: "Version of the Azure CLI",
  why: "The command az aks update knows --node-provisioning-mode since 2.76.0; before it needed the extension aks-preview. Nothing else needs az.",
  source: docs("node-auto-provisioning#prerequisites"),
  since: "2025-07-17",
  check: ({ around: { azureCli: version } }) => {
    if (version === undefined) return fine("matters only where az does the work");
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const isOld = major < 2 || (major === 2 && minor < 76);
    return isOld
      ? warns(`azure-cli ${version}`, {
          remedy: { text: "Update the Azure CLI", commands: ["az upgrade"] },
        })
      : fine(`azure-cli ${version}`);
  },
};

/** Conditions that the cluster's own model does not show, and what kind of cluster it is. */
export const surroundingsChecks: readonly Check[] = [
  subnetRole,
  resourceLocks,
  quota,
  selfHostedKarpenter,
  nodeClassSubnets,
  loadBalancers,
  automatic,
  azureCli,
];
