import assert from "node:assert/strict";
import { azVersionsOf, isAtLeast } from "../../../src/nap/azVersions.ts";

describe("versions of the Azure CLI", () => {
  it("are read from what az prints", () => {
    const printed = { "azure-cli": "2.80.0", "azure-cli-core": "2.80.0", extensions: {} };
    const extensions = { "aks-preview": "18.0.0b14", ssh: "2.0.6" };
    assert.deepEqual(azVersionsOf(JSON.stringify(printed)), { azureCli: "2.80.0" });
    assert.deepEqual(azVersionsOf(JSON.stringify({ ...printed, extensions })), {
      azureCli: "2.80.0",
      aksPreview: "18.0.0b14",
    });
    for (const other of ["", "az: command", "[]", "{}", '{"azure-cli": 2}'])
      assert.equal(azVersionsOf(other), undefined);
  });

  it("are compared as numbers, a preview below its release", () => {
    const ascending = ["0.5.170", "2.9.0", "2.76.0", "2.100", "18.0.0b2", "18.0.0b14", "18.0.0"];
    for (const [i, one] of ascending.entries())
      for (const [k, other] of ascending.entries())
        assert.equal(isAtLeast(one, other), i >= k, `${one} and ${other}`);
  });
});
