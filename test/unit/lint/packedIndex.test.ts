import assert from "node:assert/strict";
import { createWorkspace, indexSource } from "../../../src/language/index.ts";
import { packIndex, unpackIndex } from "../../../src/lint/packedIndex.ts";
import { serviceFor } from "../language/service.ts";

const object = (more: string) =>
  indexSource(
    serviceFor().read("a.yaml", `apiVersion: karpenter.sh/v1\nkind: NodePool\nspec:\n${more}`),
  );

describe("the index between threads", () => {
  for (const [what, text] of [
    ["plain values", "  a: [1, 1.5, true, null, text, '\\uD800', \"\\u2028\"]\n"],
    ["a key that objects have of their own", "  __proto__: { a: 1 }\n"],
    ["numbers beyond 2^53", "  a: 9007199254740993\n"],
  ] as const)
    it(`keeps ${what}`, () => {
      const files = [{ index: 3, objects: object(text) }];
      const [unpacked] = unpackIndex(structuredClone(packIndex(files)));
      assert.deepEqual(unpacked, files[0]);
      const [same] = createWorkspace(unpacked?.objects ?? []).all("NodePool");
      assert.deepEqual(same, files[0]?.objects[0]);
    });
});
