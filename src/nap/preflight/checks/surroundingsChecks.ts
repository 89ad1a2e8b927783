import { deleteLockCommand } from "../../lock.ts";
import { Unresolved } from "../../model.ts";
import { fine, notRead, unknown, warns } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { sameText, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";
import { subscriptionOf } from "../remedy.ts";
import { known, roleRemedy } from "../roleRemedy.ts";
import { docs, thread } from "../sources.ts";
import { azureCliCheck } from "./azureCliCheck.ts";
import { isAutomatic } from "./readings.ts";
import { subnetsOf } from "./subnets.ts";

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
    if (refused.length > 0) return missingRole(subject, refused, names(refused));
    const open = subnets.filter((subnet) => granted(subnet) === undefined);
    if (open.length > 0)
      return notRead(
        subject.around,
        "subnetRights",
        `custom subnet ${names(open)}, whose role assignments were not read`,
      );
    return fine(`custom subnet ${names(subnets)}, with the role`);
  },
};

function missingRole(
  subject: Subject,
  subnets: readonly Exclude<FoundText, undefined>[],
  names: string,
): Verdict {
  const text = "Give the cluster's identity the role Network Contributor on the subnet";
  const scopes = known(subnets);
  return warns(`no right to join custom subnet ${names}`, {
    remedy: roleRemedy(subject, { role: "Network Contributor", scopes, text }),
  });
}

const resourceLocks: Check = {
  id: "resource-locks",
  title: "Locks on the node resource group",
  why: "Karpenter makes and deletes virtual machines there; a lock lets it fail after NAP was enabled without complaint.",
  source: thread("Azure/karpenter-provider-azure", 439, "2024-07-26"),
  since: "2024-07-26",
  isOutside: true,
  check: ({ around }) => {
    const { locks } = around;
    if (locks === undefined) return notRead(around, "locks", "the locks were not read");
    if (locks.length === 0) return fine("no lock");
    return warns(`lock ${locks.map(({ name, level }) => `${name} (${level})`).join(", ")}`, {
      remedy: {
        text: "Delete the locks, or let their owner take this group out; a lock on the subscription protects other groups, too",
        commands: locks.map(({ id }) => deleteLockCommand(id)),
      },
    });
  },
};

function moreQuota(subject: Subject, limit: number) {
  const location = textAt(subject.cluster.model, "location");
  const region =
    typeof location === "string" ? location.toLowerCase().replaceAll(" ", "") : "LOCATION";
  const subscription = subscriptionOf(subject) ?? "SUBSCRIPTION";
  const scope = `/subscriptions/${subscription}/providers/Microsoft.Compute/locations/${region}`;
  return {
    remedy: {
      text: "Ask for more vCPUs, of the region and of the families that the NodePools allow; the extension quota of az does it",
      commands: [
        `az vm list-usage --subscription ${subscription} --location ${region} --output table`,
        `az quota update --resource-name cores --scope ${scope} --limit-object value=${limit + 32} --resource-type dedicated`,
      ],
    },
  };
}

const quota: Check = {
  id: "quota",
  title: "vCPU quota of the region",
  why: "New nodes need free vCPUs of the region and of their family; Karpenter tries other families when one is used up.",
  source: docs("quotas-skus-regions"),
  since: "2023-12-07",
  isOutside: true,
  check: (subject) => {
    const { around } = subject;
    const { quotas } = around;
    if (quotas === undefined) return notRead(around, "quotas", "the quotas were not read");
    const total = quotas.find(({ name }) => sameText(name, "cores"));
    if (total === undefined) return unknown("the answer has no quota of the region");
    const left = total.limit - total.used;
    const seen = `${left} of ${total.limit} vCPUs left in the region`;
    return left < 4 ? warns(seen, moreQuota(subject, total.limit)) : fine(seen);
  },
};

const loadBalancers: Check = {
  id: "multiple-load-balancers",
  title: "Several Standard load balancers",
  why: "Nodes of node auto-provisioning are not placed behind further load balancers; the request for it is open.",
  source: thread("Azure/AKS", 5351, "2025-10-15"),
  since: "2025-10-15",
  isOutside: true,
  check: ({ around }) => {
    const { loadBalancers: names } = around;
    if (names === undefined)
      return notRead(
        around,
        "loadBalancers",
        "the load balancers of the node resource group were not read",
      );
    if (names.length > 1) return warns(`load balancers ${names.join(", ")}`);
    return fine(names.length === 0 ? "no outbound load balancer" : "one outbound load balancer");
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

/** Conditions that the cluster's own model does not show, and what kind of cluster it is. */
export const surroundingsChecks: readonly Check[] = [
  subnetRole,
  resourceLocks,
  quota,
  loadBalancers,
  automatic,
  azureCliCheck,
];
