import assert from "node:assert/strict";
import { quotaVerdicts } from "../../../../../src/nap/disable/room/quota.ts";
import { vcpuSizesOf } from "../../../../../src/nap/disable/room/vcpuSizes.ts";
import { quotaText } from "../../../../../src/nap/view/disable/quotaText.ts";
import { managedCluster, snapshot } from "../objects.ts";
import type { Change } from "../../../../../src/nap/disable/changes/change.ts";

describe("quotas for more fixed nodes", () => {
  const sizes = [
    { vmSize: "Standard_D4s_v5", family: "standardDSv5Family", vcpus: 4 },
    { vmSize: "Standard_E8s_v5", family: "standardESv5Family", vcpus: 8 },
  ];
  const quotas = [
    { name: "cores", limit: 100, used: 70 },
    { name: "StandardDSv5Family", limit: 20, used: 0 },
  ];
  const cluster = snapshot({
    managedCluster: managedCluster("Auto", [
      { name: "fixed", count: 1, vmSize: "standard_d4s_v5" },
      {
        name: "auto",
        count: 2,
        vmSize: "Standard_D4s_v5",
        autoscaling: { minCount: 1, maxCount: 3 },
      },
      { name: "odd", count: 1 },
    ]),
  });
  const verdicts = (...changes: Change[]) =>
    quotaVerdicts(changes, cluster, { quotas, sizes }).map(
      ({ verdict, words }) => `${verdict}: ${words}`,
    );
  const scale = (pool: string, to: number): Change => ({ do: "scaleAgentPool", pool, from: 1, to });

  it("count every pool of a family, and all for the region", () => {
    const raise: Change = {
      do: "raiseAutoscaler",
      pool: "auto",
      minCount: { from: 1, to: 4 },
      maxCount: { from: 3, to: 4 },
    };
    assert.deepEqual(verdicts(scale("fixed", 4), raise), [
      "enough: Quota standardDSv5Family: 20 vCPUs wanted, 20 of 20 free.",
      "enough: Quota cores: 20 vCPUs wanted, 30 of 100 free.",
    ]);
    assert.deepEqual(verdicts(scale("fixed", 5), raise), [
      "short: Quota standardDSv5Family: 24 vCPUs wanted, 20 of 20 free.",
      "enough: Quota cores: 24 vCPUs wanted, 30 of 100 free.",
    ]);
  });

  it("are unknown for sizes and families that Azure does not name", () => {
    const pool = { name: "new", count: 4, vmSize: "Standard_E8s_v5", mode: "User" } as const;
    assert.deepEqual(verdicts({ do: "addAgentPool", pool }, scale("odd", 2)), [
      "unknown: Azure lists no quota standardESv5Family.",
      "short: Quota cores: 32 vCPUs wanted, 30 of 100 free.",
      "unknown: VM size of the pool is not known in the region.",
    ]);
  });

  it("are told as far as they stand in the way, and by the sizes as Azure lists them", () => {
    const capabilities = [{ name: "vCPUs", value: "4" }];
    const sku = { name: "Standard_D4s_v5", family: "standardDSv5Family", capabilities };
    assert.deepEqual(vcpuSizesOf([sku, { name: "Standard_X", family: "x" }]), [sizes[0]]);
    const told = (...changes: Change[]) =>
      quotaText(quotaVerdicts(changes, cluster, { quotas, sizes }));
    assert.deepEqual(
      [told(scale("fixed", 1)), told(scale("fixed", 4)), told(scale("fixed", 7))],
      [
        [],
        ["The vCPU quotas of the region allow it."],
        [
          "Quota standardDSv5Family: 24 vCPUs wanted, 20 of 20 free. Azure will refuse it: ask for more quota first.",
        ],
      ],
    );
  });

  it("do not matter to other changes", () => {
    assert.deepEqual(verdicts({ do: "setMode", mode: "Manual" }, scale("fixed", 1)), []);
  });
});
