import assert from "node:assert/strict";
import { poolRequiring } from "../../../../src/language/rules/examples.ts";
import { serviceFor } from "../service.ts";

const service = serviceFor();
const pool = (values: string): string => poolRequiring(`topology.kubernetes.io/zone In ${values}`);
const findings = (values: string, region?: string): readonly string[] => {
  const here = serviceFor(region === undefined ? {} : { region });
  return here
    .validate(here.read("a.yaml", pool(values)))
    .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
};
const fixed = (values: string): string => service.fixAll("a.yaml", pool(values));

describe("a zone that is a number alone", () => {
  it("is of the region that the other zones name", () => {
    assert.equal(fixed('"1" eastus-2'), pool('"eastus-1" eastus-2'));
  });

  it("stays where no region is named, or two are", () => {
    assert.equal(fixed('"1"'), pool('"1"'));
    assert.equal(fixed('"1" eastus-2 westus-3'), pool('"1" eastus-2 westus-3'));
  });
});

describe("a zone in another spelling", () => {
  it("names its region itself where that is a known one", () => {
    for (const zone of ["WESTEUROPE-1", '"West Europe 1"', "westeurope1", "westeurope-zone1"])
      assert.equal(fixed(zone), pool(zone.startsWith('"') ? '"westeurope-1"' : "westeurope-1"));
  });

  it("keeps its region beside zones of another", () => {
    assert.equal(fixed('northeurope-1 "West Europe 3"'), pool('northeurope-1 "westeurope-3"'));
  });

  it("stays where it names none, or a region that ends in a digit", () => {
    for (const zone of ["zone-1", "us-east-1", "eastus2", "us-east-1a"])
      assert.equal(fixed(zone), pool(zone));
  });

  it("is objected to once, as a form, wherever the region is set", () => {
    const write = "write <region>-<number>, for example westeurope-1.";
    for (const region of [undefined, "westeurope"])
      assert.deepEqual(findings("zone-1", region), [
        `error zone-format: zone-1 is no zone of a node: ${write}`,
      ]);
  });
});

describe("a zone that its region does not have", () => {
  it("is one warning where no region is set", () => {
    const warning = "warning zone-format: ";
    assert.deepEqual(findings("eastus-9"), [
      `${warning}eastus-9 is no zone that is known: the zones of eastus are 1 to 3.`,
    ]);
    assert.deepEqual(findings("westus-1"), [
      `${warning}westus-1 is no zone that is known: westus has no availability zones.`,
    ]);
    assert.deepEqual(findings("newregionwest-4"), [
      `${warning}newregionwest-4 is no zone that is known: regions have the zones 1, 2 and 3.`,
    ]);
  });

  it("is one finding where the region is set", () => {
    assert.deepEqual(findings("westeurope-9", "westeurope"), [
      "error zone-region: westeurope has 3 zones, and westeurope-9 is none of them.",
    ]);
    assert.deepEqual(findings("eastus-9", "westeurope"), [
      "error zone-region: eastus-9 is in another region than westeurope, where the nodes are launched.",
    ]);
  });

  it("is none of those that the facts about regions name", () => {
    assert.deepEqual(findings("eastus2euap-4"), []);
    assert.deepEqual(findings("eastus2euap-4", "eastus2euap"), []);
  });
});
