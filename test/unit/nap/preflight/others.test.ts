import { body, describeCheck, model, network, open, pool, pools, template } from "./judged.ts";

const subnet =
  "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes";
const proxy = { httpProxy: "http://p" };
const onlyOpen = (what: string): string =>
  `${what} cannot be told before a deployment: np1: [parameters('x')]`;

describe("what is good to know about node auto-provisioning", () => {
  describeCheck("stopped-pools", [
    [
      "a stopped pool",
      model(pools(pool(), pool({ name: "b", powerState: { code: "Stopped" } }))),
      "warns",
      "pool b stopped",
    ],
    [
      "a running pool",
      model(pools(pool({ powerState: { code: "Running" } }))),
      "fine",
      "no pool is stopped",
    ],
    [
      "pools of a stopped cluster",
      model({
        ...pools(pool({ powerState: { code: "Stopped" } })),
        powerState: { code: "Stopped" },
      }),
      "fine",
      "the pools stand still with their cluster and start with it",
    ],
    [
      "an expression",
      template(pools(pool({ powerState: open }))),
      "unknown",
      onlyOpen("The power state of some pools"),
    ],
  ]);
  describeCheck("node-public-ip", [
    [
      "public addresses",
      model(pools(pool({ enableNodePublicIp: true }))),
      "warns",
      "pool np1 with enableNodePublicIP",
    ],
    ["none", model(), "fine", "no pool with public addresses of nodes"],
    [
      "an expression",
      template(pools(pool({ enableNodePublicIP: open }))),
      "unknown",
      onlyOpen("Whether some pools have public addresses"),
    ],
  ]);
  describeCheck("os-sku", [
    ["Flatcar", model(pools(pool({ osSku: "flatcar" }))), "warns", "pool np1 with osSKU Flatcar"],
    ["Ubuntu", model(pools(pool({ osSKU: "Ubuntu" }))), "fine", "no Flatcar pool"],
    [
      "an expression",
      template(pools(pool({ osSKU: open }))),
      "unknown",
      onlyOpen("The osSKU of some pools"),
    ],
  ]);
  describeCheck("cilium-afterwards", [
    [
      "another data plane",
      model({ networkProfile: network({ networkDataplane: "azure" }) }),
      "warns",
      "networkDataplane azure",
    ],
    ["none named", template({ networkProfile: {} }), "warns", "no networkDataplane"],
    ["no network in a template", template(), "warns", "no networkProfile, so not Cilium"],
    [
      "Automatic",
      template({}, { top: { sku: { name: "Automatic" } } }),
      "fine",
      "AKS Automatic uses Cilium",
    ],
    ["Cilium", model(), "fine", "networkDataplane cilium"],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { networkDataplane: open } }),
      "unknown",
      "networkProfile.networkDataplane is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("outbound-type", [
    [
      "a type",
      model({ networkProfile: network({ outboundType: "userDefinedRouting" }) }),
      "fine",
      "outboundType userDefinedRouting",
    ],
    ["none named", template(), "fine", "no outboundType, so loadBalancer"],
    [
      "an expression",
      template({ networkProfile: { outboundType: open } }),
      "unknown",
      "networkProfile.outboundType is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("own-cni", [
    [
      "a plugin of one's own",
      model({ networkProfile: network({ networkPlugin: "none" }) }),
      "warns",
      "networkPlugin none",
    ],
    ["Azure's", model(), "fine", "networkPlugin azure"],
    ["none named", template(), "fine", "no networkPlugin named"],
    [
      "an expression",
      template({ networkProfile: { networkPlugin: open } }),
      "unknown",
      "networkProfile.networkPlugin is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("cidr-overlap", [
    [
      "overlapping ranges",
      model({ networkProfile: network({ podCidr: "10.0.0.0/8" }) }),
      "warns",
      "podCidr 10.0.0.0/8, serviceCidr 10.0.0.0/16: they overlap",
    ],
    [
      "overlapping ranges of the lists alone",
      model({
        networkProfile: network({
          podCidr: null,
          serviceCidr: null,
          podCidrs: ["10.244.0.0/16", "fd00::/64"],
          serviceCidrs: ["10.244.8.0/24", "fd01::/112"],
        }),
      }),
      "warns",
      "podCidr 10.244.0.0/16, serviceCidr 10.244.8.0/24: they overlap",
    ],
    [
      "the lists beside the single ranges that they repeat",
      model({
        networkProfile: network({ podCidrs: ["10.244.0.0/16"], serviceCidrs: ["10.0.0.0/16"] }),
      }),
      "fine",
      "podCidr 10.244.0.0/16, serviceCidr 10.0.0.0/16",
    ],
    [
      "a range of a list that overlaps beside one that does not",
      model({ networkProfile: network({ serviceCidrs: ["10.0.0.0/16", "10.244.0.0/20"] }) }),
      "warns",
      "podCidr 10.244.0.0/16, serviceCidr 10.0.0.0/16, serviceCidr 10.244.0.0/20: 10.244.0.0/16 and 10.244.0.0/20 overlap",
    ],
    [
      "an expression in a list",
      template({ networkProfile: network({ podCidrs: [open] }) }),
      "unknown",
      "podCidrs is [parameters('x')], which only a deployment resolves",
    ],
    ["ranges apart", model(), "fine", "podCidr 10.244.0.0/16, serviceCidr 10.0.0.0/16"],
    ["no ranges", template(), "fine", "no ranges to compare"],
    [
      "no range at all",
      template({ networkProfile: { podCidr: "x", serviceCidr: "10.0.0.0/16" } }),
      "unknown",
      "podCidr x, serviceCidr 10.0.0.0/16",
    ],
    [
      "an expression",
      template({ networkProfile: { serviceCidr: open } }),
      "unknown",
      "serviceCidr is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("automatic", [
    [
      "Automatic",
      model({}, { sku: { name: "Automatic" } }),
      "warns",
      "sku.name Automatic: NAP is on",
    ],
    ["Base", model(), "fine", "sku.name Base"],
    ["none named", template(), "fine", "no sku.name, so Base"],
    [
      "an expression",
      template({}, { top: { sku: { name: open } } }),
      "unknown",
      "sku.name is [parameters('x')]",
    ],
  ]);

  describe("around the cluster", () => {
    const custom = model(pools(pool({ vnetSubnetId: subnet })));
    describeCheck("subnet-role", [
      [
        "a right that is missing",
        custom,
        "warns",
        "no right to join custom subnet v/nodes",
        { subnetRights: [{ subnetId: subnet.toLowerCase(), isGranted: false }] },
      ],
      [
        "a right that is there",
        custom,
        "fine",
        "custom subnet v/nodes, with the role",
        { subnetRights: [{ subnetId: subnet, isGranted: true }] },
      ],
      [
        "rights that nobody read",
        custom,
        "unknown",
        "custom subnet v/nodes, whose role assignments were not read",
      ],
      [
        "a subnet that only a deployment tells",
        template(pools(pool({ vnetSubnetID: open }))),
        "unknown",
        "custom subnet [parameters('x')], whose role assignments were not read",
      ],
      ["no custom subnet", model(), "fine", "no custom subnet"],
    ]);
    describeCheck("resource-locks", [
      [
        "a lock",
        model(),
        "warns",
        "lock keep (CanNotDelete)",
        { locks: [{ id: "/x/locks/keep", name: "keep", level: "CanNotDelete" }] },
      ],
      ["none", model(), "fine", "no lock", { locks: [] }],
      ["nobody looked", model(), "unknown", "the locks were not read"],
      [
        "nobody may look",
        model(),
        "unknown",
        "the locks were not read: the right b/read is missing",
        { unread: { locks: "the right b/read is missing" } },
      ],
    ]);
    describeCheck("quota", [
      [
        "none left",
        model(),
        "warns",
        "2 of 10 vCPUs left in the region",
        { quotas: [{ name: "cores", limit: 10, used: 8 }] },
      ],
      [
        "enough left",
        model(),
        "fine",
        "92 of 100 vCPUs left in the region",
        { quotas: [{ name: "cores", limit: 100, used: 8 }] },
      ],
      [
        "an answer without it",
        model(),
        "unknown",
        "the answer has no quota of the region",
        { quotas: [] },
      ],
      ["nobody looked", model(), "unknown", "the quotas were not read"],
    ]);
    describeCheck("self-hosted-karpenter", [
      [
        "a release",
        model(),
        "warns",
        "release karpenter in kube-system",
        { selfHostedKarpenter: "karpenter in kube-system" },
      ],
      ["none", model(), "fine", "none in the cluster", { selfHostedKarpenter: null }],
      ["nobody looked", model(), "unknown", "nobody looked into the cluster"],
      [
        "nobody may look",
        model(),
        "unknown",
        "the cluster was not looked into: the right to list deployments.apps is missing",
        { unread: { selfHostedKarpenter: "the right to list deployments.apps is missing" } },
      ],
    ]);
    describeCheck("node-class-subnets", [
      [
        "a subnet of another network",
        custom,
        "warns",
        "AKSNodeClass far with a subnet of another network",
        {
          nodeClasses: [
            { metadata: { name: "far" }, spec: { vnetSubnetID: subnet.replace("/v/", "/w/") } },
          ],
        },
      ],
      [
        "a subnet of the cluster's network",
        custom,
        "fine",
        "no node class with a subnet of another network",
        {
          nodeClasses: [
            { metadata: { name: "near" }, spec: { vnetSubnetID: subnet.replace("nodes", "more") } },
            { metadata: { name: "plain" }, spec: {} },
          ],
        },
      ],
      ["nobody looked", model(), "unknown", "nobody looked into the cluster"],
    ]);
    describeCheck("multiple-load-balancers", [
      [
        "several",
        model(),
        "warns",
        "load balancers kubernetes, team",
        { loadBalancers: ["kubernetes", "team"] },
      ],
      ["one", model(), "fine", "one outbound load balancer", { loadBalancers: ["kubernetes"] }],
      ["none", model(), "fine", "no outbound load balancer", { loadBalancers: [] }],
      [
        "nobody looked",
        model(),
        "unknown",
        "the load balancers of the node resource group were not read",
      ],
    ]);
    describeCheck("azure-cli", [
      ["an old one", model(), "warns", "azure-cli 2.75.0", { azureCli: "2.75.0" }],
      ["a new one", model(), "fine", "azure-cli 2.80.0", { azureCli: "2.80.0" }],
      ["the first new one", model(), "fine", "azure-cli 2.76.0", { azureCli: "2.76.0" }],
      [
        "an old one with a new extension",
        model(),
        "fine",
        "azure-cli 2.60.0, aks-preview 18.0.0b14",
        { azureCli: "2.60.0", aksPreview: "18.0.0b14" },
      ],
      [
        "a new one behind an old extension",
        model(),
        "warns",
        "azure-cli 2.80.0, aks-preview 18.0.0b13",
        { azureCli: "2.80.0", aksPreview: "18.0.0b13" },
      ],
      [
        "one that does not answer",
        model(),
        "unknown",
        "az did not tell its version: az is not installed",
        { unread: { azureCli: "az is not installed" } },
      ],
      ["not asked", model(), "fine", "matters only where az does the work"],
    ]);
  });
});

describe("what once blocked node auto-provisioning", () => {
  describeCheck("disk-encryption-set", [
    [
      "a set nobody looked at",
      model({ diskEncryptionSetId: "/des" }),
      "warns",
      "a disk encryption set; whether the cluster's identity may read it is not known",
    ],
    [
      "a set whose roles nobody may read",
      model({ diskEncryptionSetId: "/des" }),
      "warns",
      "a disk encryption set; whether the cluster's identity may read it is not known: the right c/read is missing",
      { unread: { readsDiskEncryptionSet: "the right c/read is missing" } },
    ],
    [
      "a set without the role",
      model({ diskEncryptionSetID: "/des" }),
      "warns",
      "a disk encryption set that the cluster's identity may not read",
      { readsDiskEncryptionSet: false },
    ],
    [
      "a set with the role",
      model({ diskEncryptionSetID: "/des" }),
      "fine",
      "a disk encryption set that the cluster's identity may read",
      { readsDiskEncryptionSet: true },
    ],
    ["none", model(), "fine", "no diskEncryptionSetID"],
    [
      "an expression",
      template({ diskEncryptionSetID: open }),
      "unknown",
      "diskEncryptionSetID is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("pod-identity", [
    [
      "on",
      model({ podIdentityProfile: { enabled: true } }),
      "warns",
      "podIdentityProfile.enabled true",
    ],
    ["off", model({ podIdentityProfile: { enabled: false } }), "fine", "podIdentityProfile is set"],
    ["none", model(), "fine", "no podIdentityProfile"],
    [
      "an expression",
      template({ podIdentityProfile: open }),
      "unknown",
      "podIdentityProfile is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("static-pod-blocks", [
    [
      "static blocks",
      model(pools(pool({ podIPAllocationMode: "StaticBlock" }))),
      "fine",
      "pool np1 with podIPAllocationMode StaticBlock",
    ],
    ["none", model(), "fine", "no pool with static blocks"],
    [
      "an expression",
      template(pools(pool({ podIPAllocationMode: open }))),
      "unknown",
      onlyOpen("The allocation of pod addresses of some pools"),
    ],
  ]);
  describeCheck("kubelet-config", [
    [
      "settings",
      model(pools(pool({ kubeletConfig: { cpuManagerPolicy: "static" } }))),
      "fine",
      "pool np1 with kubeletConfig or linuxOSConfig",
    ],
    [
      "none",
      model(pools(pool({ kubeletConfig: null, linuxOsConfig: {} }))),
      "fine",
      "no pool with settings of its own",
    ],
    [
      "an expression",
      template(pools(pool({ linuxOSConfig: open }))),
      "unknown",
      onlyOpen("The node settings of some pools"),
    ],
  ]);
  describeCheck("local-dns", [
    [
      "set",
      model(pools(pool({ localDNSProfile: { mode: "Required" } }))),
      "fine",
      "pool np1 with localDNSProfile",
    ],
    ["none", model(), "fine", "no pool with LocalDNS"],
    [
      "an expression",
      template(pools(pool({ localDNSProfile: open }))),
      "unknown",
      onlyOpen("Whether some pools have LocalDNS"),
    ],
  ]);
  describeCheck("existing-cluster", [
    ["a cluster", model(), "fine", "an existing cluster"],
    ["a template", template(), "fine", "a template makes a new cluster"],
    [
      "a body",
      body({}),
      "unknown",
      "the body of a request does not tell whether the cluster is there",
    ],
  ]);
  describeCheck("network-trio", [
    [
      "the three",
      model(),
      "fine",
      "networkPlugin azure, networkPluginMode overlay, networkDataplane cilium",
    ],
    [
      "another data plane",
      model({ networkProfile: network({ networkDataplane: "azure" }) }),
      "fine",
      "networkPlugin azure, networkPluginMode overlay, networkDataplane azure",
    ],
    [
      "a subnet for nodes and pods, beside an expression",
      template({ networkProfile: { networkPlugin: "kubenet", networkDataplane: open } }),
      "fine",
      "networkPlugin kubenet, networkPluginMode not named, networkDataplane [parameters('x')]",
    ],
    ["none named", template(), "fine", "none of it is named"],
    [
      "none named of AKS Automatic",
      model({ networkProfile: null }, { sku: { name: "Automatic" } }),
      "fine",
      "AKS Automatic brings it",
    ],
    [
      "a model without network",
      model({ networkProfile: null }),
      "unknown",
      "the document shows no networkProfile",
    ],
    [
      "an expression",
      template({ networkProfile: { networkDataplane: open } }),
      "unknown",
      "networkProfile.networkDataplane is [parameters('x')], which only a deployment resolves",
    ],
  ]);
  describeCheck("region", [
    [
      "a region that was left out",
      model({}, { location: "East US" }),
      "fine",
      "eastus, which was left out once",
    ],
    ["another region", model(), "fine", "uksouth"],
    ["none", template(), "fine", "no location shown"],
    [
      "an expression",
      template({}, { top: { location: open } }),
      "unknown",
      "location is [parameters('x')]",
    ],
  ]);
  describeCheck("preview-feature", [
    [
      "a state",
      model(),
      "fine",
      "NotRegistered; not needed any more",
      { features: { "Microsoft.ContainerService/NodeAutoProvisioningPreview": "NotRegistered" } },
    ],
    ["nobody looked", model(), "fine", "not needed any more"],
    [
      "nobody may look",
      model(),
      "unknown",
      "not needed any more, and not read: the right a/read is missing",
      { unread: { previewFeature: "the right a/read is missing" } },
    ],
  ]);
  for (const [id, path, properties] of [
    [
      "custom-ca",
      "securityProfile.customCATrustCertificates",
      { securityProfile: { customCATrustCertificates: ["QQ=="] } },
    ],
    ["http-proxy", "httpProxyConfig", { httpProxyConfig: proxy }],
    [
      "private-cluster",
      "apiServerAccessProfile.enablePrivateCluster",
      { apiServerAccessProfile: { enablePrivateCluster: true } },
    ],
    ["aad-profile", "aadProfile", { aadProfile: { managed: true } }],
    [
      "upgrade-channels",
      "autoUpgradeProfile",
      { autoUpgradeProfile: { upgradeChannel: "stable" } },
    ],
    [
      "cost-analysis",
      "metricsProfile.costAnalysis",
      { metricsProfile: { costAnalysis: { enabled: true } } },
    ],
  ] as const)
    describeCheck(id, [
      ["set", model(properties), "fine", `${path} is set`],
      ["none", model(), "fine", `no ${path}`],
      [
        "an expression",
        template({ [path.split(".")[0] ?? ""]: open }),
        "unknown",
        `${path} is [parameters('x')], which only a deployment resolves`,
      ],
    ]);
});
