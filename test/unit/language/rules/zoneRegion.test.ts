import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { poolRequiring } from "../../../../src/language/rules/examples.ts";
import { serviceFor } from "../service.ts";

const zoneIn = "topology.kubernetes.io/zone In";
const regionIn = "topology.kubernetes.io/region In";

/** The findings of a NodePool with these requirements, and what its fixes make of it. */
function judged(requirements: readonly string[], region?: string) {
  const service = serviceFor(region === undefined ? {} : { region });
  const text = poolRequiring(...requirements);
  const findings = service.validate(service.read("a.yaml", text));
  return {
    messages: findings.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`),
    offered: findings.flatMap(({ fixes }) => fixes.map(({ edits }) => applyEdits(text, edits))),
    fixed: service.fixAll("a.yaml", text),
  };
}

describe("a zone of another region than the requirement on the region asks for", () => {
  it("is an error, and which of the two is meant is for the user to say", () => {
    const written = [`${regionIn} westeurope`, `${zoneIn} eastus-1`];
    const { messages, offered, fixed } = judged(written);
    assert.deepEqual(messages, [
      "error zone-region: eastus-1 is in another region than westeurope, which the requirement on topology.kubernetes.io/region asks for: no machine has both.",
    ]);
    assert.deepEqual(offered, [
      poolRequiring(`${regionIn} westeurope`, `${zoneIn} westeurope-1`),
      poolRequiring(`${regionIn} eastus`, `${zoneIn} eastus-1`),
    ]);
    assert.equal(fixed, poolRequiring(...written));
  });

  it("is a warning beside a zone of that region, and goes where the region has it already", () => {
    const { messages, offered } = judged([`${regionIn} eastus`, `${zoneIn} eastus-1 westus2-1`]);
    assert.match(messages.join(), /^warning zone-region: westus2-1 is in another region/);
    assert.equal(offered[0], poolRequiring(`${regionIn} eastus`, `${zoneIn} eastus-1`));
  });

  it("may mean the other region where the one asked for has no zones", () => {
    const { offered } = judged([`${regionIn} westus`, `${zoneIn} eastus-1`]);
    assert.deepEqual(offered, [
      poolRequiring(`${regionIn} westus`),
      poolRequiring(`${regionIn} eastus`, `${zoneIn} eastus-1`),
    ]);
  });

  it("is not told where several regions are asked for, or none that is one", () => {
    for (const regions of ["westeurope northeurope", "atlantis"])
      assert.doesNotMatch(
        judged([`${regionIn} ${regions}`, `${zoneIn} eastus-1`]).messages.join(),
        /zone-region/,
      );
  });
});

describe("a region that is not the cluster's", () => {
  it("is an error that names the cluster's, and the fix writes it", () => {
    const { messages, fixed } = judged([`${regionIn} westeurope`], "eastus");
    assert.deepEqual(messages, [
      "error zone-region: westeurope is another region than eastus, where the nodes are launched.",
    ]);
    assert.equal(fixed, poolRequiring(`${regionIn} eastus`));
  });

  it("stays beside the cluster's own, since other clusters may share the list", () => {
    assert.deepEqual(judged([`${regionIn} eastus westeurope`], "eastus").messages, []);
  });

  it("is another rule's finding where it is no region at all", () => {
    assert.match(judged([`${regionIn} weteurope`], "eastus").messages.join(), /^error zone-format/);
  });
});
