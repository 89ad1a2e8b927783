import { describeCheck, model, network, open, pool, pools, template } from "./judged.ts";

describe("what blocks node auto-provisioning in the network", () => {
  describeCheck("ipv6", [
    [
      "dual stack",
      model({ networkProfile: network({ ipFamilies: ["IPv4", "IPv6"] }) }),
      "blocks",
      "ipFamilies IPv4, IPv6",
    ],
    [
      "IPv6 beside an expression",
      template({ networkProfile: { ipFamilies: ["ipv6", open] } }),
      "blocks",
      "ipFamilies ipv6",
    ],
    ["IPv4", model(), "fine", "ipFamilies IPv4"],
    [
      "nothing in a template",
      template({ networkProfile: {} }),
      "fine",
      "no ipFamilies: a new cluster gets IPv4",
    ],
    [
      "nothing in an old cluster",
      model({ networkProfile: network({ ipFamilies: null }) }),
      "warns",
      "no ipFamilies, as in old clusters: IPv4",
    ],
    [
      "an empty list",
      model({ networkProfile: network({ ipFamilies: [] }) }),
      "warns",
      "no ipFamilies, as in old clusters: IPv4",
    ],
    [
      "ranges of IPv6 alone",
      model({
        networkProfile: network({ ipFamilies: null, podCidrs: ["10.244.0.0/16", "fd00::/64"] }),
      }),
      "likely-blocks",
      "IPv6 range fd00::/64",
    ],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { ipFamilies: open } }),
      "unknown",
      "ipFamilies is [parameters('x')], which only a deployment resolves",
    ],
    [
      "an unheard-of family",
      template({ networkProfile: { ipFamilies: ["IPv5"] } }),
      "unknown",
      "ipFamilies IPv5",
    ],
  ]);

  describeCheck("kubenet", [
    [
      "kubenet",
      model({ networkProfile: network({ networkPlugin: "Kubenet" }) }),
      "blocks",
      "networkPlugin Kubenet",
    ],
    ["azure", model(), "fine", "networkPlugin azure"],
    [
      "nothing, with Kubernetes 1.29",
      template({ kubernetesVersion: "1.29.4" }),
      "blocks",
      "no networkPlugin: with Kubernetes 1.29.4 the default is kubenet",
    ],
    [
      "nothing, with Kubernetes 1.30",
      template({ kubernetesVersion: "1.30" }),
      "fine",
      "no networkPlugin: with Kubernetes 1.30 the default is Azure CNI Overlay",
    ],
    [
      "nothing, without version",
      template(),
      "fine",
      "no networkPlugin and no Kubernetes version: today's default is Azure CNI Overlay",
    ],
    [
      "nothing, with an open version",
      template({ kubernetesVersion: open }),
      "unknown",
      "no networkPlugin, and the default depends on [parameters('x')]",
    ],
    [
      "nothing, with an odd version",
      template({ kubernetesVersion: "latest" }),
      "unknown",
      "no networkPlugin, and kubernetesVersion latest",
    ],
    [
      "overlay alone",
      template({ kubernetesVersion: "1.29", networkProfile: { networkPluginMode: "overlay" } }),
      "fine",
      "no networkPlugin, but networkPluginMode overlay",
    ],
    [
      "Automatic",
      template({ kubernetesVersion: "1.29" }, { top: { sku: { name: "Automatic" } } }),
      "fine",
      "AKS Automatic uses Azure CNI",
    ],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkPlugin",
    ],
    [
      "an expression",
      template({ networkProfile: { networkPlugin: open } }),
      "unknown",
      "networkPlugin [parameters('x')]",
    ],
  ]);

  describeCheck("calico", [
    [
      "Calico",
      model({ networkProfile: network({ networkPolicy: "Calico" }) }),
      "blocks",
      "networkPolicy calico",
    ],
    ["Cilium", model(), "fine", "networkPolicy cilium"],
    [
      "none",
      model({ networkProfile: network({ networkPolicy: null }) }),
      "fine",
      "no network policy",
    ],
    ["nothing in a template", template(), "fine", "no network policy"],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { networkPolicy: open } }),
      "unknown",
      "networkProfile.networkPolicy is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("basic-load-balancer", [
    [
      "Basic",
      model({ networkProfile: network({ loadBalancerSku: "Basic" }) }),
      "blocks",
      "loadBalancerSku Basic",
    ],
    [
      "Standard",
      template({ networkProfile: { loadBalancerSku: "Standard" } }),
      "fine",
      "loadBalancerSku Standard",
    ],
    ["nothing in a template", template(), "fine", "no loadBalancerSku: the default is standard"],
    [
      "nothing in an Automatic cluster of an open api-version",
      template(
        {},
        { apiVersion: "[parameters('apiVersion')]", top: { sku: { name: "Automatic" } } },
      ),
      "fine",
      "AKS Automatic uses the Standard load balancer",
    ],
    [
      "nothing in an old template",
      template({}, { apiVersion: "2018-03-31" }),
      "unknown",
      "no loadBalancerSku, and api-version 2018-03-31: the default was basic before 2020-04-01",
    ],
    [
      "nothing in a model",
      model({ networkProfile: {} }),
      "unknown",
      "the document shows no loadBalancerSku",
    ],
    [
      "an expression",
      template({ networkProfile: { loadBalancerSku: open } }),
      "unknown",
      "networkProfile.loadBalancerSku is [parameters('x')], which only a deployment resolves",
    ],
  ]);

  describeCheck("dynamic-pod-ips", [
    [
      "a pod subnet",
      model(pools(pool({ podSubnetID: "/s/pods" }))),
      "blocks",
      "pool np1 with podSubnetID and dynamic allocation",
    ],
    [
      "as az spells it",
      model(pools(pool({ podSubnetId: "/s/pods", podIpAllocationMode: "DynamicIndividual" }))),
      "blocks",
      "pool np1 with podSubnetID and dynamic allocation",
    ],
    [
      "static blocks",
      model(pools(pool({ podSubnetID: "/s/pods", podIPAllocationMode: "StaticBlock" }))),
      "fine",
      "no pool with a pod subnet and dynamic allocation",
    ],
    ["none", model(), "fine", "no pool with a pod subnet and dynamic allocation"],
    [
      "an expression",
      template(pools(pool({ podSubnetID: open }))),
      "unknown",
      "The pod subnet of some pools cannot be told before a deployment: np1: [parameters('x')]",
    ],
  ]);
});
