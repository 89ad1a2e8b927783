import assert from "node:assert/strict";
import { poolRequiring } from "../../../../src/language/rules/examples.ts";
import { serviceFor } from "../service.ts";

const service = serviceFor();
const pool = (values: string): string => poolRequiring(`topology.kubernetes.io/zone In ${values}`);
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
