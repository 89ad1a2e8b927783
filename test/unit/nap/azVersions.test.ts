import assert from "node:assert/strict";
import { azVersionsOf, isAtLeast } from "../../../src/nap/azVersions.ts";
import { azWarning } from "../../../src/nap/preflight/checks/azureCliCheck.ts";

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

describe("the warning about a command of az", () => {
  const old = { azureCli: "2.80.0", aksPreview: "0.5.170" };
  const mode = "az aks update -n a -g b --node-provisioning-mode Auto";
  const pools = `${mode} --node-provisioning-default-pools None`;

  it("is about flags that the command has, no others", () => {
    assert.equal(azWarning(mode, old), undefined);
    assert.match(azWarning(pools, old) ?? "", /does not know --node-provisioning-default-pools/);
    const older = { azureCli: "2.80.0", aksPreview: "0.5.169" };
    assert.match(azWarning(pools, older) ?? "", /does not know --node-provisioning-mode/);
    assert.equal(azWarning("az aks nodepool update --name one", older), undefined);
  });

  it("is about the Azure CLI itself where there is no extension", () => {
    assert.match(azWarning(mode, { azureCli: "2.75.0" }) ?? "", /Update the Azure CLI: az upgrade/);
    assert.equal(azWarning(pools, { azureCli: "2.76.0" }), undefined);
  });
});
