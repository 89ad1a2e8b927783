import assert from "node:assert/strict";
import fc from "fast-check";
import type { SourceFile } from "../../../src/language/index.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();

/** Few texts, so that documents repeat; some are blank, one begins like the mark between documents. */
const anyText = fc
  .array(fc.constantFrom("", "# karpenter\n", "kind: karpenter\n", "---x: karpenter\n", "a: 1\n"), {
    maxLength: 6,
  })
  .map((documents) => documents.join("---\n"));

const shape = ({ documents }: SourceFile) =>
  documents.map(({ start, text, manifests }) => ({ start, text, manifests }));

describe("reading a file again after an edit", () => {
  it("gives what reading it for the first time gives", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const previous = service.read("pools.yaml", before);
        const again = service.read("pools.yaml", after, { previous });
        assert.deepEqual(shape(again), shape(service.read("pools.yaml", after)));
      }),
    );
  });

  it("takes over the trees of documents before and behind the edit", () => {
    const text = (middle: string) => `kind: karpenter\n---\n${middle}\n---\nkind: karpenter2\n`;
    const previous = service.read("pools.yaml", text("a: karpenter"));
    const trees = previous.documents.map(({ yaml }) => yaml);
    const again = service.read("pools.yaml", text("ab: karpenter"), { previous });
    assert.deepEqual(
      again.documents.map(({ yaml }, index) => yaml === trees[index]),
      [true, false, true],
    );
  });
});
