import assert from "node:assert/strict";
import { brokenRules, celRulesOf, countsOf } from "./celRuleList.ts";
import type { CelRule } from "./celRuleList.ts";
import { nodeClaim, nodeClass, nodeOverlay, nodePool, template } from "./manifests.ts";

const all = celRulesOf("current", "next");

/** A manifest that breaks the rule and one that keeps it; for rules on transitions, each as it was and as it is. */
interface Case {
  readonly broken: string;
  readonly kept: string;
  readonly before?: string;
}

const keys: Readonly<Record<string, readonly [string, string]>> = {
  'label domain "karpenter.sh" is restricted': ["my.karpenter.sh/x", "karpenter.sh/capacity-type"],
  'label "karpenter.sh/nodepool" is restricted': ["karpenter.sh/nodepool", "example.com/nodepool"],
  'label "kubernetes.io/hostname" is restricted': ["kubernetes.io/hostname", "kubernetes.io/arch"],
  'label domain "karpenter.azure.com" is restricted': [
    "karpenter.azure.com/x",
    "karpenter.azure.com/sku-cpu",
  ],
  'label domain "kubernetes.azure.com" is restricted': [
    "kubernetes.azure.com/x",
    "kubernetes.azure.com/mode",
  ],
  'label "agentpool" is restricted': ["agentpool", "agent-pool"],
  'label "storageprofile" is restricted': ["storageprofile", "storage"],
  'label "storagetier" is restricted': ["storagetier", "tier"],
  'label "accelerator" is restricted': ["accelerator", "gpu"],
};

type Build = (requirement: string) => string;

const build: Readonly<Record<string, Build>> = {
  NodePool: (requirement) => nodePool(template(requirement)),
  NodeClaim: (requirement) => nodeClaim("", requirement),
  NodeOverlay: (requirement) => nodeOverlay("", requirement),
};

function requirementCase(make: Build, message: string): Case | undefined {
  const [broken, kept] = keys[message] ?? [];
  if (broken !== undefined)
    return {
      broken: make(`{ key: ${broken}, operator: Exists }`),
      kept: make(`{ key: ${kept ?? ""}, operator: Exists }`),
    };
  const pair = requirements.find(([start]) => message.startsWith(start));
  if (!pair) return undefined;
  return { broken: make(`{ key: a, ${pair[1]} }`), kept: make(`{ key: a, ${pair[2]} }`) };
}

const requirements: readonly (readonly [string, string, string])[] = [
  ["requirements with operator 'In'", "operator: In, values: []", "operator: In, values: [b]"],
  [
    "requirements with operator 'NotIn'",
    "operator: NotIn, values: []",
    "operator: NotIn, values: [b]",
  ],
  ["requirements operator 'Gt'", "operator: Gte, values: ['-1']", "operator: Lte, values: ['5']"],
  [
    "requirements with 'minValues'",
    "operator: In, values: [b], minValues: 2",
    "operator: In, values: [b, c], minValues: 2",
  ],
];

function reference(field: string, value: string): string {
  const fields = {
    group: "karpenter.azure.com",
    kind: "AKSNodeClass",
    name: "default",
    [field]: value,
  };
  return `nodeClassRef: ${JSON.stringify(fields)}`;
}

function sysctls(broken: string, kept: string): Case {
  const make = (fields: string) => nodeClass(`linuxOSConfig: { sysctls: { ${fields} } }`);
  return { broken: make(broken), kept: make(kept) };
}

function zones(list: string, zone: string): string {
  const other = list === "kubeDNSOverrides" ? "vnetDNSOverrides" : "kubeDNSOverrides";
  const item = (fields: string, to: string) =>
    `{ cacheDuration: 1h, forwardPolicy: Random, maxConcurrent: 1, queryLogging: Log, serveStaleDuration: 1h, protocol: PreferUDP, serveStale: Immediate, forwardDestination: ${to}, ${fields} }`;
  const target = (name: string) => (name === "vnetDNSOverrides" ? "VnetDNS" : "ClusterCoreDNS");
  const rest = (name: string) =>
    `${item("zone: .", target(name))}, ${item("zone: cluster.local", "ClusterCoreDNS")}`;
  return nodeClass(
    `localDNS: { mode: Required, ${other}: [${rest(other)}], ${list}: [${zone === "" ? "" : `${zone.replace("ITEM", item("zone: x.cluster.local", target(list)))}, `}${rest(list)}] }`,
  );
}

/** One more zone in a list, with fields of its own. */
function oneZone(list: string, fields: string): string {
  return zones(
    list,
    `{ cacheDuration: 1h, forwardPolicy: Random, maxConcurrent: 1, queryLogging: Log, serveStaleDuration: 1h, ${fields} }`,
  );
}

function dnsCase(list: string, message: string): Case | undefined {
  const kept = zones(list, "");
  const plain = "protocol: PreferUDP, serveStale: Immediate";
  if (message.startsWith("must contain required zones"))
    return {
      kept,
      broken: nodeClass("localDNS: { mode: Required, kubeDNSOverrides: [], vnetDNSOverrides: [] }"),
    };
  if (message.startsWith("'cluster.local' cannot"))
    return {
      kept,
      broken: oneZone(list, `zone: a.cluster.local, forwardDestination: VnetDNS, ${plain}`),
    };
  if (message.startsWith("serveStale Verify"))
    return {
      kept,
      broken: oneZone(
        list,
        "zone: a.cluster.local, forwardDestination: ClusterCoreDNS, protocol: ForceTCP, serveStale: Verify",
      ),
    };
  if (message.startsWith("root zone"))
    return { kept, broken: kept.replace(/VnetDNS, zone: \./, "ClusterCoreDNS, zone: .") };
  if (message.startsWith("external domains"))
    return {
      kept,
      broken: oneZone(list, `zone: example.com, forwardDestination: ClusterCoreDNS, ${plain}`),
    };
  return undefined;
}

const trusted = "security: { trustedLaunch: { vtpm: true } }";

const others: Readonly<Record<string, Case>> = {
  "FIPS is not yet supported for Ubuntu2404": {
    broken: nodeClass("fipsMode: FIPS, imageFamily: Ubuntu2404"),
    kept: nodeClass("fipsMode: FIPS, imageFamily: AzureLinux"),
  },
  "TrustedLaunch is required for FIPS support with Ubuntu2204": {
    broken: nodeClass("fipsMode: FIPS, imageFamily: Ubuntu2204"),
    kept: nodeClass("fipsMode: FIPS, imageFamily: AzureLinux"),
  },
  "kubelet.failSwapOn must be set to false when linuxOSConfig.swapFileSize is specified": {
    broken: nodeClass("linuxOSConfig: { swapFileSize: 1Gi }"),
    kept: nodeClass("linuxOSConfig: { swapFileSize: 1Gi }, kubelet: { failSwapOn: false }"),
  },
  "imageGCHighThresholdPercent must be greater than imageGCLowThresholdPercent": {
    broken: nodeClass(
      "kubelet: { imageGCHighThresholdPercent: 70, imageGCLowThresholdPercent: 70 }",
    ),
    kept: nodeClass("kubelet: { imageGCHighThresholdPercent: 71, imageGCLowThresholdPercent: 70 }"),
  },
  "netCoreRmemDefault must be <= netCoreRmemMax": sysctls(
    "netCoreRmemDefault: 300001, netCoreRmemMax: 300000",
    "netCoreRmemDefault: 300000, netCoreRmemMax: 300000",
  ),
  "netCoreWmemDefault must be <= netCoreWmemMax": sysctls(
    "netCoreWmemDefault: 300001, netCoreWmemMax: 300000",
    "netCoreWmemDefault: 300000, netCoreWmemMax: 300000",
  ),
  "netIPv4NeighDefaultGcThresh1 must be <= netIPv4NeighDefaultGcThresh2": sysctls(
    "netIPv4NeighDefaultGcThresh1: 600, netIPv4NeighDefaultGcThresh2: 599",
    "netIPv4NeighDefaultGcThresh1: 600, netIPv4NeighDefaultGcThresh2: 600",
  ),
  "netIPv4NeighDefaultGcThresh2 must be <= netIPv4NeighDefaultGcThresh3": sysctls(
    "netIPv4NeighDefaultGcThresh2: 2000, netIPv4NeighDefaultGcThresh3: 1999",
    "netIPv4NeighDefaultGcThresh2: 2000, netIPv4NeighDefaultGcThresh3: 2000",
  ),
  "netIPv4IPLocalPortRange first port must be in [1024, 60999]": sysctls(
    "netIPv4IPLocalPortRange: 1023 60999",
    "netIPv4IPLocalPortRange: 1024 60999",
  ),
  "netIPv4IPLocalPortRange last port must be in [32768, 65535]": sysctls(
    "netIPv4IPLocalPortRange: 1024 32767",
    "netIPv4IPLocalPortRange: 1024 32768",
  ),
  "netIPv4IPLocalPortRange first port must be <= last port": sysctls(
    "netIPv4IPLocalPortRange: 60000 50000",
    "netIPv4IPLocalPortRange: 50000 60000",
  ),
  "tags keys must be less than 512 characters": {
    broken: nodeClass(`tags: { ${"k".repeat(513)}: v }`),
    kept: nodeClass(`tags: { ${"k".repeat(512)}: v }`),
  },
  "tags keys must not contain '<', '>', '%', '&', or '?'": {
    broken: nodeClass("tags: { 'a&b': v }"),
    kept: nodeClass("tags: { 'a+b': v }"),
  },
  "tags keys must not contain '\\'": {
    broken: nodeClass("tags: { 'a\\b': v }"),
    kept: nodeClass("tags: { 'a/b': v }"),
  },
  "tags values must be less than 256 characters": {
    broken: nodeClass(`tags: { k: ${"v".repeat(257)} }`),
    kept: nodeClass(`tags: { k: ${"v".repeat(256)} }`),
  },
  "TrustedLaunch with FIPSMode FIPS is only supported for Ubuntu and Ubuntu2204": {
    broken: nodeClass(`fipsMode: FIPS, imageFamily: AzureLinux, ${trusted}`),
    kept: nodeClass(`fipsMode: FIPS, imageFamily: Ubuntu, ${trusted}`),
  },
  "FIPS is not yet supported for Ubuntu2204 or Ubuntu2404": {
    broken: nodeClass("fipsMode: FIPS, imageFamily: Ubuntu2204"),
    kept: nodeClass("fipsMode: FIPS, imageFamily: AzureLinux"),
  },
  "Cannot transition NodePool between static (replicas set) and dynamic (replicas unset) provisioning modes":
    {
      before: nodePool("replicas: 1"),
      broken: nodePool(),
      kept: nodePool("replicas: 2"),
    },
  "only 'limits.nodes' is supported on static NodePools": {
    broken: nodePool("replicas: 1, limits: { cpu: 1 }"),
    kept: nodePool("replicas: 1, limits: { nodes: 1 }"),
  },
  "'weight' is not supported on static NodePools": {
    broken: nodePool("replicas: 1, weight: 1"),
    kept: nodePool("weight: 1"),
  },
  "'schedule' must be set with 'duration'": {
    broken: nodePool(
      "disruption: { consolidateAfter: 0s, budgets: [{ nodes: '1', schedule: '@daily' }] }",
    ),
    kept: nodePool(
      "disruption: { consolidateAfter: 0s, budgets: [{ nodes: '1', schedule: '@daily', duration: 8h }] }",
    ),
  },
  "nodeClassRef.group is immutable": {
    before: nodePool(),
    broken: nodePool().replace("group: karpenter.azure.com", "group: example.com"),
    kept: nodePool(),
  },
  "nodeClassRef.kind is immutable": {
    before: nodePool(),
    broken: nodePool().replace("kind: AKSNodeClass", "kind: Other"),
    kept: nodePool(),
  },
  "spec is immutable": {
    before: nodeClaim("expireAfter: 1h"),
    broken: nodeClaim("expireAfter: 2h"),
    kept: nodeClaim("expireAfter: 1h"),
  },
  "cannot set both 'price' and 'priceAdjustment'": {
    broken: nodeOverlay("price: '1', priceAdjustment: +10%"),
    kept: nodeOverlay("price: '1'"),
  },
  "invalid resource restricted": {
    broken: nodeOverlay("capacity: { pods: 1 }"),
    kept: nodeOverlay("capacity: { example.com/gpu: 1 }"),
  },
};

function caseFor({ kind, path, rule }: CelRule): Case | undefined {
  const message = rule.message ?? "";
  const make = build[kind];
  if (make && path.includes("requirements")) return requirementCase(make, message);
  const [broken, kept = ""] = path.endsWith("labels") ? (keys[message] ?? []) : [];
  const labelled = (key: string) => nodePool(template("", `metadata: { labels: { ${key}: a } },`));
  if (broken !== undefined) return { broken: labelled(broken), kept: labelled(kept) };
  const field = /nodeClassRef\.(\w+)$/.exec(path)?.[1];
  if (field !== undefined && make) {
    const accepted = make("");
    const empty = accepted.replace(/nodeClassRef: \{[^}]*\}/, reference(field, ""));
    return { broken: empty, kept: accepted };
  }
  const list = /localDNS\.(\w+)/.exec(path)?.[1];
  return list === undefined ? others[message] : dnsCase(list, message);
}

describe("the CEL rules of the bundled schemas", () => {
  it("are as many as the CRDs have", () => {
    assert.deepEqual(countsOf(all), [
      "current AKSNodeClass v1alpha2: 22",
      "current AKSNodeClass v1beta1: 22",
      "current NodeClaim v1: 15",
      "current NodeOverlay v1alpha1: 13",
      "current NodePool v1: 30",
      "next AKSNodeClass v1alpha2: 24",
      "next AKSNodeClass v1beta1: 24",
      "next NodeClaim v1: 15",
      "next NodeOverlay v1alpha1: 13",
      "next NodePool v1: 30",
    ]);
  });

  for (const rule of all) {
    const title = `${rule.set.id} ${rule.kind} ${rule.version} ${rule.path}: ${rule.rule.message ?? ""}`;
    it(`${title} is broken and kept`, () => {
      const found = caseFor(rule);
      assert.ok(found, "the rule has no case");
      const wanted = `${rule.path}: ${rule.rule.message ?? ""}`;
      const failures = brokenRules(rule, found.broken, found.before);
      assert.ok(failures.includes(wanted), `not broken, but ${failures.join("; ")}`);
      assert.deepEqual(brokenRules(rule, found.kept, found.before), []);
    });
  }
});
