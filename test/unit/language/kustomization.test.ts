import assert from "node:assert/strict";
import { patchPaths } from "../../../src/language/index.ts";

describe("the patches of a kustomization", () => {
  it("are the files under patches and patchesStrategicMerge", () => {
    const text = `resources: [pool.yaml]
patches:
  - path: a.yaml
  - patch: |-
      kind: NodePool
  - path: ../b.yaml
    target: { kind: NodePool }
patchesStrategicMerge:
  - c.yaml
  - |-
    apiVersion: karpenter.sh/v1
    kind: NodePool
`;
    assert.deepEqual(patchPaths(text), ["a.yaml", "../b.yaml", "c.yaml"]);
  });

  it("are none in a text that is no kustomization", () => {
    for (const text of ["", "a", "patches: yes\n", "patches: [1, {path: [x]}]\n", "{", "\u0000"])
      assert.deepEqual(patchPaths(text), []);
  });
});
