import assert from "node:assert/strict";
import pricesJson from "../../../data/prices.json" with { type: "json" };
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { pricesOf } from "../../../src/karpenter/prices.ts";
import type { PricesJson } from "../../../src/karpenter/prices.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);
// A JSON import types every text as `string`.
const json = pricesJson as PricesJson;

function price(region: string, name: string): number | undefined {
  const index = table.rows.findIndex((row) => row.name === name);
  return pricesOf(json, table, region)?.[index];
}

describe("the prices of a region", () => {
  it("are those of the provider's static table", () => {
    // pkg/providers/pricing/zz_generated.pricing.go, 2026-06-18.
    const expected: [string, string, number][] = [
      ["eastus", "Standard_D4s_v5", 0.192],
      ["eastus", "Standard_B2s", 0.0416],
      ["westeurope", "Standard_NC24ads_A100_v4", 4.775],
      ["centralindia", "Standard_F16s_v2", 0.68],
      ["japaneast", "Standard_M128ms", 38.698],
      ["westus", "Standard_D4s_v3", 0.234],
      ["swedensouth", "Standard_D2s_v3", 0.133],
    ];
    const actual = expected.map(([region, name]) => [region, name, price(region, name)]);
    assert.deepEqual(actual, expected);
  });

  it("are unknown where the table has none or zero", () => {
    assert.equal(price("eastus", "Standard_ND128isr_GB300_v6"), Number.NaN);
    assert.equal(price("spaincentral", "Standard_L8as_v3"), Number.NaN);
  });

  it("are absent for a region that the table does not have", () => {
    assert.equal(pricesOf(json, table, "nowhere"), undefined);
  });

  it("cover 57 regions and are positive", () => {
    const regions = Object.keys(json.regions);
    assert.equal(regions.length, 57);
    for (const region of regions) {
      const known = pricesOf(json, table, region)?.filter((value) => !Number.isNaN(value)) ?? [];
      assert.ok(known.length > 0 && known.every((value) => value > 0 && value < 999), region);
    }
  });
});
