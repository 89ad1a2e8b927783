import fc from "fast-check";

const digits = fc.oneof(
  fc.nat({ max: 3000 }).map(String),
  fc.constantFrom("0", "00", "9223372036854775807", "9223372036854775808", "123456789012345678901"),
);
const unit = fc.constantFrom(
  "",
  "m",
  "n",
  "u",
  "k",
  "M",
  "G",
  "T",
  "P",
  "E",
  "Ki",
  "Mi",
  "Gi",
  "Ti",
);
const wrongUnit = fc.constantFrom("K", "mi", "g", "b", "e3", "E-2", "e", " ", "Ei", "Pi", "e+25");

/** Quantities, right and wrong ones. */
export const quantityText = fc
  .record({
    sign: fc.constantFrom("", "", "", "-", "+"),
    number: fc.oneof(
      digits,
      fc.tuple(digits, digits).map((parts) => parts.join(".")),
      fc.constantFrom("", ".", ".5", "5."),
    ),
    unit: fc.oneof({ arbitrary: unit, weight: 4 }, wrongUnit),
  })
  .map((one) => `${one.sign}${one.number}${one.unit}`);

const durationUnit = fc.constantFrom("h", "m", "s", "ms", "us", "µs", "ns", "d", "", "H", "sec");

/** Go durations, right and wrong ones. */
export const durationText = fc.oneof(
  fc
    .array(fc.tuple(quantityOfTime(), durationUnit), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map((part) => part.join("")).join("")),
  fc.constantFrom("", "0", "-1h", "+5m", "1h 5m", "Never", "9223372036854775807ns", "2562048h"),
);

function quantityOfTime(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.nat({ max: 100 }).map(String),
    fc.constantFrom("1.5", ".5", "1.", "1e3", "-2"),
  );
}

function cronField(max: number, names: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    { arbitrary: fc.nat({ max: max + 1 }).map(String), weight: 6 },
    fc.constantFrom(...names, "x", "-1", ""),
  );
  const range = fc.oneof(
    { arbitrary: fc.constant("*"), weight: 4 },
    { arbitrary: value, weight: 4 },
    fc.tuple(value, value).map((ends) => ends.join("-")),
    fc.constant("?"),
  );
  const step = fc.oneof(
    { arbitrary: fc.constant(""), weight: 4 },
    fc.nat({ max: 12 }).map((every) => `/${every}`),
  );
  const item = fc.tuple(range, step).map((parts) => parts.join(""));
  return fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => items.join(","));
}

/** Schedules of budgets, right and wrong ones. */
export const schedule = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        cronField(59, ["60"]),
        cronField(23, ["24"]),
        cronField(31, ["L"]),
        cronField(12, ["jan", "Feb", "DEC"]),
        cronField(6, ["mon", "SUN", "fri", "7"]),
      )
      .map((fields) => fields.join(" ")),
    weight: 20,
  },
  fc.constantFrom(
    "@daily",
    "@weekly",
    "@yearly",
    "@every 1h",
    "@every 90s",
    "@hourly ",
    "@dailyfoo",
  ),
  fc.constantFrom("0 9 * *", "0 9 * * 1 2", "", "TZ=Europe/Berlin 0 9 * * 1", "0 0 30 2 *"),
);

/** RFC 3339 moments, to the second. */
export const moment = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));

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
