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
        { locks: [{ name: "keep", level: "CanNotDelete" }] },
      ],
      ["none", model(), "fine", "no lock", { locks: [] }],
      ["nobody looked", model(), "unknown", "the locks were not read"],
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
      ["several", model(), "warns", "2 load balancer configurations", { loadBalancers: 2 }],
      ["one", model(), "fine", "one load balancer", { loadBalancers: 1 }],
      ["nobody looked", model(), "unknown", "the load balancer configurations were not read"],
    ]);
    describeCheck("azure-cli", [
      ["an old one", model(), "warns", "azure-cli 2.75.0", { azureCli: "2.75.0" }],
      ["a new one", model(), "fine", "azure-cli 2.80.0", { azureCli: "2.80.0" }],
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
    ["a body", body({}), "fine", "the text of a cluster"],
  ]);
  describeCheck("network-trio", [
    ["Cilium", model(), "fine", "networkDataplane cilium"],
    ["none named", template(), "fine", "no networkDataplane"],
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
