import type { Data } from "./mutations.ts";

const reference = { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" };

const requirements = [
  { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"], minValues: 1 },
  { key: "karpenter.azure.com/sku-cpu", operator: "Gt", values: ["3"] },
  { key: "karpenter.sh/capacity-type", operator: "NotIn", values: ["spot"] },
  { key: "example.com/team", operator: "Exists" },
];

const taints = [
  { key: "example.com/dedicated", value: "x", effect: "NoSchedule" },
  { key: "a", effect: "NoExecute", timeAdded: "2026-01-01T00:00:00Z" },
];

const metadata = {
  name: "general",
  labels: { "example.com/team": "a", tier: "gold" },
  annotations: { "example.com/note": "anything goes here" },
  finalizers: ["example.com/guard"],
  ownerReferences: [{ apiVersion: "v1", kind: "ConfigMap", name: "a", uid: "b", controller: true }],
};

const budgets = [
  { nodes: "20%", reasons: ["Empty", "Drifted"] },
  { nodes: "0", schedule: "0 9 * * 1-5", duration: "8h" },
];

const nodePool = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata,
  spec: {
    weight: 10,
    limits: { cpu: 100, memory: "100Gi" },
    disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "30s", budgets },
    template: {
      metadata: { labels: { team: "a", "example.com/x": "b" }, annotations: { note: "c" } },
      spec: {
        expireAfter: "720h",
        terminationGracePeriod: "1h",
        nodeClassRef: reference,
        requirements,
        taints,
        startupTaints: taints,
      },
    },
  },
};

const staticPool = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodePool",
  metadata: { name: "fixed" },
  spec: {
    replicas: 3,
    limits: { nodes: 5 },
    template: { spec: { nodeClassRef: reference, requirements } },
  },
};

const zone = {
  zone: ".",
  cacheDuration: "1h",
  forwardDestination: "ClusterCoreDNS",
  forwardPolicy: "Sequential",
  maxConcurrent: 1000,
  protocol: "PreferUDP",
  queryLogging: "Error",
  serveStale: "Immediate",
  serveStaleDuration: "1h",
};

const sysctls = {
  fsFileMax: 100000,
  netCoreRmemDefault: 212992,
  netCoreRmemMax: 300000,
  netCoreWmemDefault: 212992,
  netCoreWmemMax: 300000,
  netIPv4IPLocalPortRange: "32768 60999",
  netIPv4NeighDefaultGcThresh1: 128,
  netIPv4NeighDefaultGcThresh2: 512,
  netIPv4NeighDefaultGcThresh3: 1024,
  netIPv4TCPTwReuse: true,
};

function nodeClass(version: string): Data {
  return {
    apiVersion: `karpenter.azure.com/${version}`,
    kind: "AKSNodeClass",
    metadata: { name: "default" },
    spec: {
      imageFamily: "Ubuntu2204",
      osDiskSizeGB: 128,
      maxPods: 110,
      fipsMode: "Disabled",
      tags: { team: "a", "cost center": "b" },
      kubelet: {
        imageGCHighThresholdPercent: 80,
        imageGCLowThresholdPercent: 70,
        failSwapOn: false,
        containerLogMaxSize: "50Mi",
      },
      linuxOSConfig: { swapFileSize: "1Gi", transparentHugePageEnabled: "always", sysctls },
      localDNS: {
        mode: "Required",
        kubeDNSOverrides: [zone, { ...zone, zone: "cluster.local", protocol: "ForceTCP" }],
        vnetDNSOverrides: [
          { ...zone, forwardDestination: "VnetDNS" },
          { ...zone, zone: "cluster.local", protocol: "ForceTCP" },
        ],
      },
      security: { encryptionAtHost: true },
    },
  };
}

const nodeClaim = {
  apiVersion: "karpenter.sh/v1",
  kind: "NodeClaim",
  metadata: { name: "claim" },
  spec: {
    nodeClassRef: reference,
    requirements,
    taints,
    expireAfter: "Never",
    resources: { requests: { cpu: "1500m", memory: 1073741824 } },
  },
};

const nodeOverlay = {
  apiVersion: "karpenter.sh/v1alpha1",
  kind: "NodeOverlay",
  metadata: { name: "overlay" },
  spec: {
    requirements: requirements.map(({ key, operator, values }) => ({
      key,
      operator,
      ...(values && { values }),
    })),
    priceAdjustment: "+10%",
    weight: 100,
    capacity: { "example.com/gpu": 1 },
  },
};

/** Accepted objects of every kind and version that the current set serves. */
export const bases: readonly Data[] = [
  nodePool,
  staticPool,
  nodeClass("v1beta1"),
  nodeClass("v1alpha2"),
  nodeClaim,
  nodeOverlay,
];
