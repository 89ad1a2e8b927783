import fc from "fast-check";
import { durationText, schedule } from "./textQuestions.ts";

const budget = fc.record(
  {
    nodes: fc.constantFrom("0", "1", "5", "10%", "33%", "100%", "0%", "3000000000"),
    reasons: fc.subarray(["Underutilized", "Empty", "Drifted"]),
  },
  { requiredKeys: ["nodes"] },
);
const timed = fc.tuple(budget, schedule, durationText).map(([one, cron, duration]) => ({
  ...one,
  schedule: cron,
  duration,
}));

/** Budgets of a NodePool; a schedule always comes with a duration, as the CRD asks. */
export const budgets = fc.array(fc.oneof(budget, timed), { maxLength: 4 });

const key = fc.constantFrom(
  "example.com/team",
  "karpenter.azure.com/sku-family",
  "karpenter.azure.com/sku-gpu-manufacturer",
  "karpenter.azure.com/aksnodeclass",
  "karpenter.sh/capacity-type",
  "karpenter.sh/nodepool",
  "kubernetes.azure.com/mode",
  "beta.kubernetes.io/arch",
  "kubernetes.io/hostname",
  "not a key",
  "-x/y",
);
const value = fc.constantFrom(
  "D",
  "nvidia",
  "spot",
  "reserved",
  "user",
  "1",
  "07",
  "-1",
  "x y",
  "",
);

/** Requirements that the CRD may refuse, but Karpenter's own validation has an opinion on. */
export const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.array(value, { maxLength: 3 }),
    minValues: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  }),
  fc.record({ key, operator: fc.constantFrom("Exists", "DoesNotExist") }),
  fc.record({
    key,
    operator: fc.constantFrom("Gt", "Lt", "Gte", "Lte"),
    values: fc.array(value, { maxLength: 2 }),
  }),
);

const taint = fc.record(
  {
    key: fc.constantFrom("a", "example.com/b", "not a key", ""),
    value: fc.constantFrom("", "x", "x y"),
    effect: fc.constantFrom("NoSchedule", "NoExecute", "PreferNoSchedule"),
  },
  { requiredKeys: ["key", "effect"] },
);
// One at most: Karpenter walks through them at random and so orders its messages.
const labels = fc.dictionary(key, value, { maxKeys: 1 });

/** Specs of NodePools as they may be stored. */
export const nodePoolSpec = fc.record({
  template: fc.record(
    {
      metadata: fc.record({ labels, annotations: labels }, { requiredKeys: [] }),
      spec: fc.record(
        {
          nodeClassRef: fc.constant({
            group: "karpenter.azure.com",
            kind: "AKSNodeClass",
            name: "a",
          }),
          requirements: fc.array(requirement, { maxLength: 3 }),
          taints: fc.array(taint, { maxLength: 3 }),
          startupTaints: fc.array(taint, { maxLength: 2 }),
          expireAfter: fc.constantFrom("Never", "720h", "90m"),
          terminationGracePeriod: fc.constantFrom("30s", "1h"),
        },
        { requiredKeys: ["nodeClassRef", "requirements"] },
      ),
    },
    { requiredKeys: ["spec"] },
  ),
});

const size = fc.constantFrom("50Mi", "1Gi", "10M");

/** Specs of AKSNodeClasses as they may be stored. */
export const nodeClassSpec = fc.record(
  {
    imageFamily: fc.constantFrom("Ubuntu", "Ubuntu2404", "AzureLinux"),
    osDiskSizeGB: fc.constantFrom(30, 128, 2048),
    fipsMode: fc.constantFrom("FIPS", "Disabled"),
    maxPods: fc.constantFrom(10, 250),
    tags: fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("x", "y")),
    gpu: fc.record({ mode: fc.constantFrom("Driver", "None") }, { requiredKeys: [] }),
    security: fc.record({ encryptionAtHost: fc.boolean() }, { requiredKeys: [] }),
    artifactStreaming: fc.record({ enabled: fc.boolean() }, { requiredKeys: [] }),
    kubelet: fc.record(
      {
        cpuManagerPolicy: fc.constantFrom("none", "static"),
        containerLogMaxSize: size,
        cpuCFSQuotaPeriod: fc.constantFrom("100ms", "5ms"),
        allowedUnsafeSysctls: fc.subarray(["net.core.somaxconn", "kernel.msg*"]),
        failSwapOn: fc.boolean(),
        imageGCHighThresholdPercent: fc.constantFrom(0, 85, 90),
      },
      { requiredKeys: [] },
    ),
    linuxOSConfig: fc.record(
      { swapFileSize: size, sysctls: fc.record({ kernelThreadsMax: fc.constantFrom(20, 99999) }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
