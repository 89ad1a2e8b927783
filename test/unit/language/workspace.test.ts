import assert from "node:assert/strict";
import { nodeClass, nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor, workspaceOf } from "./service.ts";

const service = serviceFor();
const arm = nodePool(
  "",
  "requirements:\n  - key: kubernetes.io/arch\n    operator: In\n    values: [arm64]\n",
);
const fips = nodeClass("fipsMode: FIPS\n");

/** What is found in a pool for arm64 beside the classes of some files. */
function found(...classes: readonly string[]): readonly string[] {
  const files = classes.map((text, index) => service.read(`${index}/class.yaml`, text));
  const pool = service.read("pool.yaml", arm);
  return service.validate(pool, workspaceOf(pool, ...files)).map(({ rule }) => rule);
}

describe("two classes of one name", () => {
  it("count as one where they say the same", () => {
    assert.deepEqual(found(fips), ["arm64-node-class"]);
    assert.deepEqual(found(fips, fips), ["arm64-node-class"]);
  });

  it("are not judged by where they say different things", () => {
    assert.deepEqual(found(fips, nodeClass("imageFamily: AzureLinux\n")), []);
    assert.deepEqual(found(fips, nodeClass("imageFamily: AzureLinux\n"), fips), []);
  });
});
