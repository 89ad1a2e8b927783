import assert from "node:assert/strict";
import { parseSizeName } from "../../../src/karpenter/sizeName.ts";

/** family, series, version, vCPUs, constrained vCPUs, accelerator; as github.com/Azure/skewer v0.0.24 answers. */
function parsed(name: string): string {
  const parts = parseSizeName(name);
  if (parts === undefined) return "-";
  const { family, series, version, cpus, constrainedCpus = "", accelerator = "" } = parts;
  return [family, series, version, cpus, constrainedCpus, accelerator].join("|");
}

describe("the parts of a size name", () => {
  const expected: Record<string, string> = {
    Standard_D4s_v5: "D|Ds_v5|5|4||",
    Standard_B2ms: "B|Bms|1|2||",
    Standard_DS2_v2_Promo: "D|DS_v2|2|2||",
    "Standard_M8-2ms": "M|Mms|1|8|2|",
    Standard_M416s_8_v2: "M|Ms_v2|2|416||",
    Standard_NC24ads_A100_v4: "N|NCads_v4|4|24||A100",
    Standard_NC6s_v3: "N|NCs_v3|3|6||",
    Standard_NC4as_T4_v3: "N|NCas_v3|3|4||T4",
    Standard_NC24lds_xl_RTXPRO6000BSE_v6: "N|NClds_v6|6|24||RTXPRO6000BSE",
    Standard_ND96isr_H100_v5: "N|NDisr_v5|5|96||H100",
    Standard_ND96is_MI300X_v5: "N|NDis_v5|5|96||",
    Standard_ND128isr_GB300_v6: "N|NDisr_v6|6|128||GB300",
    Basic_A0: "A|A|1|0||",
    D4s_v5: "D|Ds_v5|5|4||",
  };
  for (const [name, parts] of Object.entries(expected)) {
    it(`of ${name} are ${parts}`, () => assert.equal(parsed(name), parts));
  }

  for (const name of [
    ...["Standard_ND128isr_NDR_GB200_v6", "Standard_NM16ads_MA35D"],
    ...["Standard_D4s_v10", "Standard_d4s_v5", "Standard_D4S_v5", "Standard_D4s__v5", "Ds_v5"],
    ...["Standard_D4s_5", "Foo_D4s_v5", "Standard_D4s_v5x", "Standard_Standard_D4s", ""],
  ]) {
    it(`cannot be read from ${name === "" ? "nothing" : name}`, () =>
      assert.equal(parseSizeName(name), undefined));
  }
});
