import assert from "node:assert/strict";
import { nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();

function fixed(text: string): string {
  return service.fixAll("pool.yaml", text);
}

describe("placeholders that are filled in later", () => {
  it("are objected to as the server would, and replaced by no fix on its own", () => {
    const text = nodePool(
      "weight: ${WEIGHT}\n",
      `requirements:
  - key: kubernetes.io/arch
    operator: In
    values: ["\${ARCH}", arm64]
`,
    ).replace("name: general", "name: ${ENVIRONMENT}_general");
    const findings = service.validate(service.read("pool.yaml", text));
    assert.deepEqual(
      findings.map(({ rule, range }) => [rule, text.slice(range.start, range.end)]),
      [
        ["metadata-name", "${ENVIRONMENT}_general"],
        ["wrong-type", "${WEIGHT}"],
        ["controller-validation", '"${ARCH}"'],
        ["known-label-value", '"${ARCH}"'],
      ],
    );
    assert.ok(findings.some(({ fixes }) => fixes.length > 0));
    assert.equal(fixed(text), text);
  });

  it("stay where the rest of the value is repaired, and go with a field that does not exist", () => {
    assert.equal(
      fixed(nodePool("expireAfter: ${EXPIRY}\nlimits:\n  cpu: 10\ncolour: ${COLOUR}\n")),
      nodePool("limits:\n  cpu: 10\n", "requirements: []\nexpireAfter: ${EXPIRY}\n"),
    );
  });
});
