import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { decodeSizes } from "../../../src/karpenter/sizes.ts";
import type { SizeRow } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);
const knownRows = table.rows.filter((row) => row.known);

/** vCPUs, GiB, arch, GPUs, premium, accelerated networking, ephemeral OS GB, placement, generations, encryption at host. */
function summary(row: SizeRow): string {
  const { cpus, memoryGiB, arch, gpuCount, premium, acceleratedNetworking } = row;
  const { ephemeralOsMaxGB, ephemeralOsPlacement = "-", generations, encryptionAtHost } = row;
  return [
    ...[cpus, memoryGiB, arch, gpuCount, premium, acceleratedNetworking],
    ...[ephemeralOsMaxGB, ephemeralOsPlacement, generations.join(","), encryptionAtHost],
  ].join(" ");
}

function countBy<T extends string>(values: Iterable<T>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe("the table of VM sizes", () => {
  it("has the facts of the sizes that the Azure provider tests with", () => {
    // pkg/fake/zz_generated.sku.southcentralus.go; ephemeral sizes by the rule of FindMaxEphemeralSizeGBAndPlacement.
    const expected: Record<string, string> = {
      Standard_A0: "1 0.75 amd64 0 false false 0 - 1 false",
      Standard_B1s: "1 1 amd64 0 true false 32 cache 1,2 true",
      Standard_B20ms: "20 80 amd64 0 true true 32 cache 1,2 true",
      Standard_D128ds_v6: "128 512 amd64 0 true true 7559 nvme 2 true",
      Standard_D16plds_v5: "16 32 arm64 0 true true 429 cache 2 true",
      Standard_D2_v2: "2 7 amd64 0 false true 0 - 1 false",
      Standard_D2_v3: "2 8 amd64 0 false true 0 - 1 false",
      Standard_D2_v5: "2 8 amd64 0 false true 0 - 1,2 true",
      Standard_D2as_v6: "2 8 amd64 0 true true 0 - 2 true",
      Standard_D2s_v3: "2 8 amd64 0 true true 53 cache 1,2 true",
      Standard_D4s_v3: "4 16 amd64 0 true true 107 cache 1,2 true",
      Standard_D64s_v3: "64 256 amd64 0 true true 1717 cache 1,2 true",
      Standard_DC8s_v3: "8 64 amd64 0 true true 0 - 2 true",
      Standard_DS2_v2: "2 7 amd64 0 true true 92 cache 1,2 true",
      Standard_E4d_v5: "4 32 amd64 0 false true 161 resource 1,2 true",
      Standard_F16s_v2: "16 32 amd64 0 true true 274 cache 1,2 true",
      "Standard_M8-2ms": "8 218.75 amd64 0 true true 851 cache 1,2 true",
      Standard_NC16as_T4_v3: "16 110 amd64 1 true true 154 cache 1,2 true",
      Standard_NC24ads_A100_v4: "24 220 amd64 1 true true 274 cache 2 true",
      Standard_NC6s_v3: "6 112 amd64 1 true true 343 cache 1,2 true",
    };
    const actual: Record<string, string> = {};
    for (const name of Object.keys(expected)) {
      const row = table.byName.get(name);
      if (row !== undefined) actual[name] = summary(row);
    }
    assert.deepEqual(actual, expected);
  });

  it("holds the 1502 names of the provider's list and 109 others", () => {
    assert.equal(knownRows.length, 1502);
    assert.deepEqual(countBy(table.rows.map(({ known, source }) => `${known} ${source}`)), {
      "true api": 1502,
      "false api-history": 20,
      "false docs": 89,
    });
  });

  it("drops known sizes for these reasons and no others", () => {
    assert.deepEqual(countBy(knownRows.flatMap(({ excluded }) => excluded)), {
      "aks-restricted": 5,
      unparsable: 1,
      "cpu<2": 19,
      "memory<3.5": 11,
      "gpu-unsupported": 11,
      "constrained-vcpus": 246,
      confidential: 184,
    });
    const kept = knownRows.filter(({ excluded }) => excluded.length === 0);
    assert.deepEqual(countBy(kept.map(({ arch }) => arch)), { amd64: 944, arm64: 97 });
    assert.equal(kept.filter(({ gpu }) => gpu !== undefined).length, 47);
  });

  it("finds a size by its exact name and by its name in lower case", () => {
    for (const row of table.rows) {
      assert.equal(table.byName.get(row.name), row);
      assert.equal(table.byLowerCaseName.get(row.name.toLowerCase()), row);
    }
    assert.equal(table.byName.get("standard_d4s_v5"), undefined);
  });

  it("keeps what is not known apart from no", () => {
    assert.deepEqual(
      knownRows
        .filter(({ gpuCount }) => gpuCount === undefined)
        .map(({ name }) => name)
        .filter((name) => name.includes("ND")),
      ["Standard_ND96is_MI300X_v5", "Standard_ND128isr_GB300_v6", "Standard_ND128isr_NDR_GB200_v6"],
    );
    assert.deepEqual(countBy(knownRows.map(({ spot }) => String(spot))), {
      true: 1456,
      false: 26,
      undefined: 20,
    });
    assert.equal(table.byName.get("Standard_L4as_v5")?.trustedLaunch, undefined);
  });

  it("knows how many zones a region has, or that it does not know", () => {
    const zones = (name: string) => table.regions.get(name)?.zones;
    assert.deepEqual(["eastus", "westus", "eastus2euap", "swedensouth"].map(zones), [
      3,
      0,
      4,
      undefined,
    ]);
  });
});
