import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutWrapping } from "../../../../../src/nap/template/json/withoutWrapping.ts";

const piece = fc.constantFrom(
  ...["{", "}", "[", "]", '"a"', ":", ",", "\n", " ", "> ", "12:00 ", "+", "#12 ", "x", "\\", "`"],
  ...['\\"', '\\\\\\"', '"{\\"', "'{", "\u001b[33m", "\u001b[0m", "\r\n", "\ufeff"],
);
const placeOfBreaks = (text: string): number[] => [...text.matchAll(/\n/g)].map((at) => at.index);

describe("a text without what stands around its JSON", () => {
  it("keeps its length and its lines, so that places stay", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const bare = withoutWrapping(text);
        assert.equal(bare.length, text.length);
        assert.deepEqual(placeOfBreaks(bare), placeOfBreaks(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("is the text itself where that is JSON", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const text = JSON.stringify(value, undefined, 2);
        assert.equal(withoutWrapping(text), text);
      }),
    );
  });
});
