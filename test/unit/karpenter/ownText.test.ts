import assert from "node:assert/strict";
import fc from "fast-check";
import { ownText } from "../../../src/karpenter/ownText.ts";
import { remembered } from "../../../src/karpenter/remembered.ts";

describe("a text of its own", () => {
  it("is the same text, half surrogate pairs included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        assert.equal(ownText(text), text);
      }),
    );
    assert.equal(ownText("half a pair \ud800 in it"), "half a pair \ud800 in it");
  });

  it("lets go of the text that a remembered piece came from", () => {
    const answer = remembered((text) => [text]);
    const before = process.memoryUsage().heapUsed;
    for (let number = 0; number < 200; number += 1) {
      const large = `a-piece-of-a-large-text-${number}`.padEnd(2_000_000, "x");
      answer(large.slice(0, 30));
    }
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 200_000_000, `${grown} bytes are kept`);
  });
});
