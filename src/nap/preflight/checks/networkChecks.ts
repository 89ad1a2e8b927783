import { Unresolved } from "../../model.ts";
import { blocks, fine, unknown, warns } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { sameText } from "../member.ts";
import { az, remedy } from "../remedy.ts";
import { docs, limitations, networking, release } from "../sources.ts";
import { networkPluginOf } from "./networkPlugin.ts";
import {
  isAutomatic,
  isSilentAbout,
  isSince,
  isWanted,
  judged,
  open,
  property,
} from "./readings.ts";

const kubenet: Check = {
  id: "kubenet",
  title: "Network plugin kubenet",
  why: "Since 2025-01-30 Azure allows every network plugin for mode Auto except kubenet.",
  source: release("2025-01-30"),
  since: "2023-12-07",
  check: (subject) => {
    const { plugin, seen } = networkPluginOf(subject);
    if (plugin === undefined || plugin instanceof Unresolved) return unknown(seen);
    if (!sameText(plugin, "kubenet")) return fine(seen);
    return blocks(
      seen,
      remedy(subject, {
        text: "Move the cluster to Azure CNI Overlay; all nodes are replaced by the move",
        inFile: 'Set "networkPlugin": "azure" and "networkPluginMode": "overlay"',
        commands: [az(subject, "update", "--network-plugin azure --network-plugin-mode overlay")],
      }),
    );
  },
};

const calico: Check = {
  id: "calico",
  title: "Network policy Calico",
  why: "Azure allows no Calico with mode Auto, and the documentation names it as unsupported.",
  source: networking,
  since: "2023-12-07",
  check: (subject) =>
    judged(subject, "networkProfile.networkPolicy", (policy) => {
      if (sameText(policy, "calico"))
        return blocks(
          "networkPolicy calico",
          remedy(subject, {
            text: "Move to Cilium before (a kubenet cluster to Azure CNI Overlay first), or take Calico out",
            inFile: 'Set "networkPolicy" and "networkDataplane" to "cilium"',
            commands: [
              az(subject, "update", "--network-dataplane cilium"),
              az(subject, "update", "--network-policy none"),
            ],
          }),
        );
      if (policy !== undefined) return fine(`networkPolicy ${policy}`);
      return !isWanted(subject) && isSilentAbout(subject, "networkProfile")
        ? unknown("the document shows no networkProfile")
        : fine("no network policy");
    }),
};

/** Absent in a new cluster means standard since api-version 2020-04-01, basic before (release notes of 2020-06-01). */
function absentLoadBalancer(subject: Subject) {
  if (!isWanted(subject)) return unknown("the document shows no loadBalancerSku");
  if (isAutomatic(subject)) return fine("AKS Automatic uses the Standard load balancer");
  if (isSince(subject, "2020-04-01") === true)
    return fine("no loadBalancerSku: the default is standard");
  return unknown(
    `no loadBalancerSku, and api-version ${subject.cluster.apiVersion ?? ""}: the default was basic before 2020-04-01`,
  );
}

const basicLoadBalancer: Check = {
  id: "basic-load-balancer",
  title: "Basic load balancer",
  why: "Node auto-provisioning needs the Standard load balancer. The Basic one is retired, and new clusters cannot have it any more.",
  source: limitations,
  since: "2025-10-20",
  check: (subject) =>
    judged(subject, "networkProfile.loadBalancerSku", (sku) => {
      if (sku === undefined) return absentLoadBalancer(subject);
      if (!sameText(sku, "basic")) return fine(`loadBalancerSku ${sku}`);
      return blocks(
        `loadBalancerSku ${sku}`,
        remedy(subject, {
          text: "Upgrade the load balancer: there is downtime and no way back",
          inFile: 'Set "loadBalancerSku": "standard"',
          commands: [az(subject, "update", "--load-balancer-sku standard")],
        }),
      );
    }),
};

const recommended = {
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  networkDataplane: "cilium",
} as const;
const trioParts = ["networkPlugin", "networkPluginMode", "networkDataplane"] as const;

function withoutTrio(subject: Subject): Verdict {
  if (isAutomatic(subject)) return fine("AKS Automatic brings it");
  return isWanted(subject)
    ? fine("none of it is named")
    : unknown("the document shows no networkProfile");
}

const networkTrio: Check = {
  id: "network-trio",
  title: "Azure CNI Overlay powered by Cilium",
  why: "Until 2025-01-30 nothing else was accepted. Now it is what the documentation recommends.",
  source: networking,
  since: "2023-12-07",
  until: "2025-01-30",
  check: (subject) => {
    const trio = trioParts.map(
      (name) => [name, property(subject, `networkProfile.${name}`)] as const,
    );
    const isOther = trio.some(
      ([name, text]) => typeof text === "string" && !sameText(text, recommended[name]),
    );
    const hole = trio.find(([, text]) => text instanceof Unresolved);
    if (hole?.[1] instanceof Unresolved && !isOther)
      return open(`networkProfile.${hole[0]}`, hole[1]);
    if (trio.every(([, text]) => text === undefined)) return withoutTrio(subject);
    const seen = trio.map(
      ([name, text]) =>
        `${name} ${text instanceof Unresolved ? text.expression : (text ?? "not named")}`,
    );
    return fine(seen.join(", "));
  },
};

const ciliumAfterwards: Check = {
  id: "cilium-afterwards",
  title: "A change to Cilium later",
  why: "While node auto-provisioning is on, the data plane cannot be changed to Cilium: NAP would have to be disabled for it. Who wants Cilium changes to it first.",
  source: docs("update-azure-cni#update-the-data-plane-to-azure-cni-powered-by-cilium"),
  since: "2026-03-22",
  check: (subject) =>
    judged(subject, "networkProfile.networkDataplane", (dataplane) => {
      if (sameText(dataplane, "cilium")) return fine("networkDataplane cilium");
      if (isAutomatic(subject)) return fine("AKS Automatic uses Cilium");
      if (isSilentAbout(subject, "networkProfile"))
        return isWanted(subject)
          ? warns("no networkProfile, so not Cilium")
          : unknown("the document shows no networkProfile");
      return warns(
        dataplane === undefined ? "no networkDataplane" : `networkDataplane ${dataplane}`,
        remedy(subject, {
          text: "If Cilium is wanted, change to it before",
          inFile: 'If Cilium is wanted, set "networkDataplane": "cilium" now',
          commands: [az(subject, "update", "--network-dataplane cilium")],
        }),
      );
    }),
};

const outboundType: Check = {
  id: "outbound-type",
  title: "Outbound type",
  why: "Every outbound type is supported, but it cannot be changed any more while node auto-provisioning is on.",
  source: limitations,
  since: "2024-02-19",
  check: (subject) =>
    judged(subject, "networkProfile.outboundType", (type) =>
      fine(type === undefined ? "no outboundType, so loadBalancer" : `outboundType ${type}`),
    ),
};

const ownCni: Check = {
  id: "own-cni",
  title: "Network plugin of one's own",
  why: "A network plugin that AKS does not bring works with node auto-provisioning; Azure's support does not cover it.",
  source: networking,
  since: "2023-12-07",
  until: "2025-01-30",
  check: (subject) =>
    judged(subject, "networkProfile.networkPlugin", (plugin) => {
      if (sameText(plugin, "none")) return warns("networkPlugin none");
      return fine(plugin === undefined ? "no networkPlugin named" : `networkPlugin ${plugin}`);
    }),
};

/** Network conditions. */
export const networkChecks: readonly Check[] = [
  kubenet,
  calico,
  basicLoadBalancer,
  networkTrio,
  ciliumAfterwards,
  outboundType,
  ownCni,
];
