import assert from "node:assert/strict";
import fc from "fast-check";
import { piece } from "../../../../src/language/yaml/piece.ts";

describe("a piece of a text", () => {
  it("is what slice cuts out, however often it was met", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    const cut = fc.tuple(text, fc.nat(200), fc.nat(80));
    fc.assert(
      fc.property(cut, ([whole, from, length]) => {
        const start = Math.min(from, whole.length);
        const end = Math.min(start + length, whole.length);
        for (let time = 0; time < 3; time += 1)
          assert.equal(piece(whole, start, end), whole.slice(start, end));
      }),
    );
  });

  it("is not mistaken for another of the same length at the same place", () => {
    const words = Array.from({ length: 20_000 }, (_, index) => index.toString(36).padStart(4, "x"));
    for (const word of [...words, ...words, ...words])
      assert.equal(piece(`key: ${word}`, 5, 5 + word.length), word);
  });
});
