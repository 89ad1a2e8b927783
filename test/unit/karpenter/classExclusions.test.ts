import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { classExclusions } from "../../../src/karpenter/classExclusions.ts";
import { nodeClassFacts, unknownNodeClass } from "../../../src/karpenter/nodeClassFacts.ts";
import type { NodeClassFacts } from "../../../src/karpenter/nodeClassFacts.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);

function dropped(name: string, nodeClass: NodeClassFacts): string {
  const row = table.byName.get(name);
  assert.ok(row, name);
  const { sure, maybe } = classExclusions(row, nodeClass);
  return [...sure, ...maybe.map((reason) => `${reason}?`)].join(" ");
}

describe("what a class drops", () => {
  const cases: [string, object, string][] = [
    ["Standard_D4s_v5", {}, ""],
    ["Standard_NV48s_v3", {}, ""],
    ["Standard_NV48s_v3", { imageFamily: "AzureLinux" }, "gpu-os"],
    ["Standard_NC4as_T4_v3", { imageFamily: "AzureLinux" }, ""],
    ["Standard_ND96isr_MI300X_v5", {}, "gpu-driver"],
    ["Standard_ND96isr_MI300X_v5", { gpu: { mode: "None" } }, ""],
    ["Standard_D4ps_v5", { artifactStreaming: { enabled: true } }, "artifact-streaming"],
    ["Standard_D4ps_v5", { artifactStreaming: { enabled: false } }, ""],
    ["Standard_D2_v2", { security: { encryptionAtHost: true } }, "encryption-at-host"],
    ["Standard_D2_v5", { security: { encryptionAtHost: true } }, ""],
    ["Standard_D2_v2", { security: { trustedLaunch: { vtpm: true } } }, "trusted-launch"],
    ["Standard_D2s_v5", { security: { trustedLaunch: { secureBoot: true } } }, ""],
    ["Standard_D2s_v5", { localDNS: { mode: "Required" } }, "local-dns"],
    ["Standard_D2s_v5", { localDNS: { mode: "Preferred" } }, "local-dns?"],
    ["Standard_D2s_v5", { localDNS: { mode: "Disabled" } }, ""],
    ["Standard_D4s_v5", { localDNS: { mode: "Required" } }, ""],
  ];
  for (const [name, spec, reasons] of cases) {
    it(`${name} with ${JSON.stringify(spec)}: ${reasons === "" ? "nothing" : reasons}`, () =>
      assert.equal(dropped(name, nodeClassFacts(spec)), reasons));
  }

  it("stays open while the class is unknown", () => {
    assert.equal(dropped("Standard_D4s_v5", unknownNodeClass), "");
    assert.equal(dropped("Standard_NV48s_v3", unknownNodeClass), "gpu-os?");
    assert.equal(
      dropped("Standard_D2ps_v5", unknownNodeClass),
      "local-dns? artifact-streaming? trusted-launch?",
    );
  });
});

describe("the facts of a class", () => {
  it("are the defaults of the CRD for an empty or unreadable spec", () => {
    for (const spec of [{}, undefined, null, "text", { osDiskSizeGB: "128", gpu: [] }]) {
      assert.deepEqual(nodeClassFacts(spec), {
        imageFamily: "Ubuntu",
        osDiskSizeGB: 128,
        maxPods: undefined,
        encryptionAtHost: false,
        trustedLaunch: false,
        gpuDriver: true,
        artifactStreaming: false,
        fips: false,
        localDns: false,
      });
    }
  });
});
