import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import {
  knownFamilies,
  knownGpuNames,
  knownSeries,
  nearestSizeNames,
  usableSizes,
} from "../../../src/karpenter/sizeSuggestions.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);

describe("suggestions of sizes", () => {
  const cases: [string, string[]][] = [
    ["standard_d4s_v5", ["Standard_D4s_v5"]],
    ["D4s_v5", ["Standard_D4s_v5"]],
    ["Standard-D4s-v5", ["Standard_D4s_v5"]],
    ["Standard_D4s", ["Standard_D4s_v7", "Standard_D4s_v6", "Standard_D4s_v5"]],
    ["Standard_NC24ads_A10_v4", ["Standard_NC24ads_A100_v4"]],
    ["Standard_NC6", ["Standard_NC6s_v3"]],
    ["Standard_D4s_v5", []],
    ["Standard_Nothing", []],
    ["", []],
  ];
  for (const [typed, expected] of cases) {
    it(`for "${typed}" are ${expected.length > 0 ? expected.join(", ") : "none"}`, () =>
      assert.deepEqual(nearestSizeNames(table, typed).slice(0, 3), expected));
  }

  it("find every size by its name in any case and without prefix", () => {
    for (const { name } of usableSizes(table)) {
      assert.deepEqual(nearestSizeNames(table, name.toUpperCase(), 1), [name]);
      assert.deepEqual(nearestSizeNames(table, name.slice("Standard_".length), 1), [name]);
    }
  });

  it("are never sizes that Karpenter does not use", () => {
    for (const { name } of table.rows.filter(({ excluded }) => excluded.length > 0).slice(0, 60)) {
      for (const other of nearestSizeNames(table, name)) {
        assert.deepEqual(table.byName.get(other)?.excluded, []);
      }
    }
  });
});

describe("the known values", () => {
  it("are families of one letter", () => {
    assert.deepEqual(knownFamilies(table), ["A", "B", "D", "E", "F", "G", "H", "L", "M", "N", "P"]);
  });

  it("are GPU names as the label spells them", () => {
    assert.deepEqual(knownGpuNames(table), [
      "A10",
      "A100",
      "GB300",
      "H100",
      "H200",
      "RTXPRO6000BSE",
      "T4",
      "V710",
    ]);
  });

  it("are series", () => {
    const series = knownSeries(table);
    assert.ok(series.includes("Ds_v5") && series.includes("NCads_v4") && series.includes("Bms"));
    assert.deepEqual(
      series.filter((one) => one.startsWith("DC")),
      [],
    );
  });
});
