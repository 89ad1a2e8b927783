import assert from "node:assert/strict";
import { isOnlyOurs } from "../../../src/language/onlyOurs.ts";

const cases: readonly (readonly [title: string, text: string, expected: boolean])[] = [
  ["a NodePool", "apiVersion: karpenter.sh/v1\nkind: NodePool\n", true],
  ["quoted", 'apiVersion: "karpenter.azure.com/v1beta1"\nkind: AKSNodeClass\n', true],
  [
    "two of ours",
    "apiVersion: karpenter.sh/v1\n---\napiVersion: karpenter.azure.com/v1beta1\n",
    true,
  ],
  ["CRLF", "apiVersion: karpenter.sh/v1\r\nkind: NodePool\r\n", true],
  [
    "a List of ours",
    "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: karpenter.sh/v1\n    kind: NodePool\n",
    true,
  ],
  ["a Deployment beside it", "apiVersion: karpenter.sh/v1\n---\napiVersion: apps/v1\n", false],
  [
    "a ConfigMap beside it",
    "apiVersion: karpenter.sh/v1\n---\napiVersion: v1\nkind: ConfigMap\n",
    false,
  ],
  ["another karpenter", "apiVersion: karpenter.example.com/v1\nkind: NodePool\n", false],
  ["no object", "a: karpenter\n", false],
  ["nothing", "", false],
];

describe("a file that holds only Karpenter manifests", () => {
  for (const [title, text, expected] of cases)
    it(`${expected ? "is one with" : "is none with"} ${title}`, () => {
      assert.equal(isOnlyOurs(text), expected);
    });
});
