import assert from "node:assert/strict";
import { createWorkspace, indexSource } from "../../../../src/language/index.ts";
import { service } from "./editor.ts";

const texts = {
  "pools.yaml": `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: "fips"
---
apiVersion: karpenter.sh/v1
kind: NodeClaim
metadata:
  name: by-hand
  labels:
    karpenter.sh/nodepool: general
spec:
  nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: fips }
`,
  "classes.yaml": `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: fips
`,
  "pods.yaml": `apiVersion: v1
kind: Pod
spec:
  nodeSelector:
    karpenter.sh/nodepool: general
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - { key: karpenter.sh/nodepool, operator: In, values: [general, other] }
`,
} as const;

const files = Object.entries(texts).map(([uri, text]) => service.read(uri, text));
const workspace = createWorkspace(files.flatMap(indexSource));

/** The n-th place of a word in a file, from 0. */
function offsetOf(uri: keyof typeof texts, word: string, index = 0): number {
  let at = texts[uri].indexOf(word);
  for (let count = 0; count < index; count += 1) at = texts[uri].indexOf(word, at + 1);
  assert.ok(at >= 0, word);
  return at + 1;
}

function fileOf(uri: keyof typeof texts) {
  const file = files.find((one) => one.uri === uri);
  assert.ok(file);
  return file;
}

/** `uri:line text` of each location, lines from 1. */
function shown(locations: readonly { uri: string; range: { start: number; end: number } }[]) {
  return locations.map(({ uri, range }) => {
    const text: string = texts[uri as keyof typeof texts];
    const line = text.slice(0, range.start).split("\n").length;
    return `${uri}:${line} ${text.slice(range.start, range.end)}`;
  });
}

function definitionAt(uri: keyof typeof texts, word: string, index?: number) {
  return shown(service.definition(fileOf(uri), offsetOf(uri, word, index), workspace));
}

describe("navigation", () => {
  it("leads from a nodeClassRef to the AKSNodeClass in another file", () => {
    assert.deepEqual(definitionAt("pools.yaml", '"fips"'), ["classes.yaml:4 fips"]);
    assert.deepEqual(definitionAt("pools.yaml", "fips }"), ["classes.yaml:4 fips"]);
  });

  it("leads from a nodepool label or selector to the NodePool", () => {
    const pool = ["pools.yaml:4 general"];
    assert.deepEqual(definitionAt("pools.yaml", "general", 1), pool);
    assert.deepEqual(definitionAt("pods.yaml", "general", 0), pool);
    assert.deepEqual(definitionAt("pods.yaml", "general", 1), pool);
    assert.deepEqual(definitionAt("pods.yaml", "other"), []);
  });

  it("leads nowhere from other words", () => {
    assert.deepEqual(definitionAt("pools.yaml", "template"), []);
    assert.deepEqual(definitionAt("pools.yaml", "by-hand"), []);
  });

  it("finds all references from the declaration and from any reference", () => {
    const expected = ['pools.yaml:11 "fips"', "pools.yaml:20 fips"];
    for (const [uri, word] of [
      ["classes.yaml", "fips"],
      ["pools.yaml", '"fips"'],
    ] as const) {
      const at = offsetOf(uri, word);
      const more = { workspace, declaration: false };
      assert.deepEqual(shown(service.references(fileOf(uri), at, more)), expected);
      assert.deepEqual(shown(service.references(fileOf(uri), at, { ...more, declaration: true })), [
        "classes.yaml:4 fips",
        ...expected,
      ]);
    }
    const pool = { workspace, declaration: true };
    assert.deepEqual(
      shown(service.references(fileOf("pools.yaml"), offsetOf("pools.yaml", "general"), pool)),
      [
        "pools.yaml:4 general",
        "pools.yaml:18 general",
        "pods.yaml:5 general",
        "pods.yaml:11 general",
      ],
    );
  });
});
