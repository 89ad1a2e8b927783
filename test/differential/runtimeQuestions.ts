import fc from "fast-check";
import { recordOf } from "../../src/karpenter/plain.ts";
import { localDNS } from "../../src/language/editing/presets.ts";
import { nodeClassSpec } from "./domainQuestions.ts";

const keys = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      "karpenter.azure.com/sku-family",
      "karpenter.azure.com/sku-cpu",
      "karpenter.azure.com/sku-gpu-manufacturer",
      "karpenter.azure.com/sku-storage-premium-capable",
      "karpenter.sh/capacity-type",
      "kubernetes.azure.com/mode",
      "kubernetes.azure.com/os-sku",
      "kubernetes.azure.com/priority",
      "kubernetes.io/arch",
      "topology.kubernetes.io/zone",
      "example.com/team",
      "team",
    ),
    weight: 4,
  },
  fc.constantFrom(
    "beta.kubernetes.io/arch",
    "failure-domain.beta.kubernetes.io/zone",
    "kubernetes.azure.com/cluster",
    "kubernetes.azure.com/agentpool",
    "agentpool",
    "node-restriction.kubernetes.io/x",
    "sub.karpenter.azure.com/x",
    "karpenter.k8s.aws/instance-family",
    "UPPER.example.com/x",
    "example..com/x",
    "a/B_c.d-e",
    "kubernetes.io/hostname",
    "karpenter.azure.com/aksnodeclass",
    "x".repeat(64),
  ),
);

const values = fc.constantFrom(
  "D",
  "nvidia",
  "amd",
  "true",
  "spot",
  "on-demand",
  "reserved",
  "user",
  "System",
  "AzureLinux",
  "amd64",
  "southcentralus-1",
  "4",
  "007",
  "x y",
  "-x",
  "é",
  "",
  "y".repeat(64),
);

const requirement = fc.oneof(
  fc.record(
    {
      key: keys,
      operator: fc.constantFrom("In", "In", "In", "NotIn"),
      values: fc.array(values, { minLength: 1, maxLength: 4 }),
      minValues: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ["key", "operator", "values"] },
  ),
  fc.record({ key: keys, operator: fc.constantFrom("Exists", "DoesNotExist") }),
  fc.record({
    key: keys,
    operator: fc.constantFrom("Gt", "Lt", "Gte", "Lte"),
    values: fc.tuple(fc.constantFrom("0", "4", "007", "2147483648")),
  }),
);

const taint = fc.record(
  {
    key: fc.constantFrom("a", "b", "example.com/c", "a/b-C", "x".repeat(64)),
    value: fc.constantFrom("x", "X_y.z", "example.com/x", "y".repeat(64)),
    effect: fc.constantFrom("NoSchedule", "NoExecute", "PreferNoSchedule"),
  },
  { requiredKeys: ["key", "effect"] },
);

/** NodeClasses that pools name; `broken` has no image, `absent` does not exist, the last two are no AKSNodeClass. */
const references = [
  { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "sound" },
  { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "broken" },
  { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "absent" },
  { group: "karpenter.azure.com", kind: "AksNodeClass", name: "sound" },
  { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "sound" },
] as const;

const reference = fc.oneof(
  { arbitrary: fc.constant(references[0]), weight: 12 },
  ...references.map((one) => fc.constant(one)),
);

/** Specs of NodePools of which the API server accepts about half; the controllers object to about half of those. */
export const poolSpecs = fc.record({
  template: fc.record(
    {
      metadata: fc.record({ labels: fc.dictionary(keys, values, { maxKeys: 3 }) }),
      spec: fc.record(
        {
          nodeClassRef: reference,
          requirements: fc.array(requirement, { maxLength: 3 }),
          taints: fc.array(taint, { maxLength: 3 }),
          startupTaints: fc.array(taint, { maxLength: 2 }),
        },
        { requiredKeys: ["nodeClassRef", "requirements"] },
      ),
    },
    { requiredKeys: ["spec"] },
  ),
});

const subscription = "/subscriptions/12345678-1234-1234-1234-123456789012";
const group = "MC_test_testcluster_southcentralus";
const networks = "providers/Microsoft.Network/virtualNetworks";

/** What the test cluster was made with (testcluster/controllers.go). */
export const clusterFacts = {
  subnetId: `${subscription}/resourceGroups/${group}/${networks}/aks-vnet-12345678/subnets/aks-subnet`,
  nodeResourceGroup: group,
  managedByAks: true,
};

const subnets = fc.constantFrom(
  clusterFacts.subnetId,
  clusterFacts.subnetId.replace(/aks-subnet$/, "other"),
  clusterFacts.subnetId.replace(group, group.toLowerCase()),
  clusterFacts.subnetId.replace("resourceGroups", "resourcegroups"),
  clusterFacts.subnetId.replace("aks-vnet-12345678", "another"),
  `/subscriptions/other/resourceGroups/b/${networks}/c/subnets/d`,
  `${subscription}/resourceGroups/${group}/${networks}/c/subnets/d/`,
  `${subscription}/resourceGroups/${group}/${networks}/c d/subnets/d`,
  `${subscription}/resourceGroups/(a)/${networks}/c/subnets/d`,
);

/** Specs of AKSNodeClasses, most of which the API server accepts. */
export const classSpecs = fc
  .record(
    {
      of: nodeClassSpec,
      imageFamily: fc.constantFrom("Ubuntu", "Ubuntu2204", "Ubuntu2404", "AzureLinux"),
      fipsMode: fc.constantFrom("FIPS", "FIPS", "Disabled"),
      vnetSubnetID: subnets,
      mode: fc.constantFrom("Preferred", "Disabled", "Required"),
    },
    { requiredKeys: ["of"] },
  )
  .map(({ of, mode, ...more }) => ({
    ...of,
    ...more,
    kubelet: { ...of.kubelet, failSwapOn: false },
    ...(mode && { localDNS: { ...recordOf(localDNS), mode } }),
  }));

/** Specs of NodeOverlays, all of which the API server accepts but for some keys and values. */
export const overlaySpecs = fc.record(
  {
    // As JSON they have no minValues.
    requirements: fc.array(
      requirement.map((one) => ({ ...one, minValues: undefined })),
      { maxLength: 3 },
    ),
    priceAdjustment: fc.constantFrom("+10%", "-5.5%", "-0.2"),
    capacity: fc.dictionary(
      fc.constantFrom("example.com/gpu", "smarter-devices/fuse", "hugepages-2Mi"),
      fc.constantFrom("1", "8", "2Gi"),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ["requirements"] },
);
