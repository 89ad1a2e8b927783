import assert from "node:assert/strict";
import { labelMeaning } from "../../../src/karpenter/labelMeanings.ts";
import { meantValue } from "../../../src/karpenter/valueSynonyms.ts";

describe("Values of labels under other names", () => {
  const meant = (key: string, text: string): string | undefined =>
    meantValue(text, labelMeaning(key)?.values ?? []);

  it("knows architectures by the names of Linux, Azure and images", () => {
    const names = ["arm", "aarch64", "arm64/v8", "ARM64", "x86_64", "x64", "x86-64", "AMD64"];
    assert.deepEqual(
      names.map((name) => meant("kubernetes.io/arch", name)),
      ["arm64", "arm64", "arm64", "arm64", "amd64", "amd64", "amd64", "amd64"],
    );
  });

  it("knows capacity types by the priorities of scale sets", () => {
    const names = ["Regular", "low-priority", "onDemand", "on_demand", "Spot"];
    assert.deepEqual(
      names.map((name) => meant("karpenter.sh/capacity-type", name)),
      ["on-demand", "spot", "on-demand", "on-demand", "spot"],
    );
  });

  it("gives no value that the label does not have", () => {
    assert.equal(meant("kubernetes.azure.com/scalesetpriority", "Regular"), "regular");
    assert.equal(meant("kubernetes.io/os", "arm"), undefined);
    assert.equal(meant("kubernetes.io/arch", "riscv64"), undefined);
  });
});
