import assert from "node:assert/strict";
import type { JsonObject } from "../../../../src/nap/json.ts";
import { systemPoolSizes } from "../../../../src/nap/create/systemPoolSizes.ts";

function sku(name: string, vCPUs: string, restrictions: readonly JsonObject[] = []): JsonObject {
  return {
    name,
    capabilities: [
      { name: "vCPUs", value: vCPUs },
      { name: "MemoryGB", value: "16" },
    ],
    locationInfo: [{ zones: ["3", "1", "2"] }],
    restrictions,
  };
}

describe("systemPoolSizes", () => {
  it("offers what fits a system pool, small ones first, and nothing that is refused to the subscription", () => {
    const found = systemPoolSizes([
      sku("Standard_D8s_v5", "8"),
      sku("Standard_D2s_v5", "2"),
      sku("Standard_D4s_v5", "4"),
      sku("Standard_D4as_v5", "4", [{ type: "Location" }]),
      sku("Standard_D64s_v5", "64"),
    ]);
    assert.deepEqual(
      found.map(({ name }) => name),
      ["Standard_D4s_v5", "Standard_D8s_v5"],
    );
  });

  it("leaves out the zones that are refused", () => {
    const refused = { type: "Zone", restrictionInfo: { zones: ["2"] } };
    const found = systemPoolSizes([sku("Standard_D4s_v5", "4", [refused])]);
    assert.deepEqual(found, [
      { name: "Standard_D4s_v5", vCpus: 4, memoryGiB: 16, zones: ["1", "3"] },
    ]);
  });
});
