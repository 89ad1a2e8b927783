import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { describeSize } from "../../../src/karpenter/sizeDescription.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);

function described(name: string): Record<string, string> {
  const row = table.byName.get(name);
  assert.ok(row, name);
  return Object.fromEntries(describeSize(row));
}

describe("the description of a size", () => {
  it("has its facts in words", () => {
    assert.deepEqual(described("Standard_NC24ads_A100_v4"), {
      vCPUs: "24",
      memory: "220 GiB",
      architecture: "amd64",
      GPU: "1 × NVIDIA A100",
      "ephemeral OS disk": "up to 274 GB",
      "premium storage": "yes",
      "accelerated networking": "yes",
      "encryption at host": "yes",
      spot: "in some regions",
    });
  });

  it("says why Karpenter does not use the size", () => {
    assert.equal(
      described("Standard_DC8s_v3")["not used by Karpenter"],
      "is a confidential size (DC, EC), which Karpenter does not use",
    );
    assert.equal(described("Standard_D2_v5")["ephemeral OS disk"], "no");
    assert.equal(described("Standard_D2_v5").GPU, "none");
  });
});
