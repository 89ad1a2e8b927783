import assert from "node:assert/strict";
import fc from "fast-check";
import { editDistance } from "../../../src/karpenter/editDistance.ts";
import { nearest, onlyNearest } from "../../../src/karpenter/nearest.ts";

const word = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "c") });

/** The definition, without any table. */
function defined(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const cost = a.at(-1) === b.at(-1) ? 0 : 1;
  const isSwap = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    defined(x, b) + 1,
    defined(a, y) + 1,
    defined(x, y) + cost,
    ...(isSwap ? [defined(x.slice(0, -1), y.slice(0, -1)) + 1] : []),
  );
}

describe("the edit distance", () => {
  it("is zero for the same text only, and the same both ways", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(editDistance(a, b) === 0, a === b);
        assert.equal(editDistance(a, b), editDistance(b, a));
      }),
    );
  });

  it("is the fewest insertions, deletions, replacements and swaps of neighbours", () => {
    const short = fc.string({ maxLength: 5, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(short, short, (a, b) => assert.equal(editDistance(a, b), defined(a, b))),
      { numRuns: 300 },
    );
  });

  it("is one for one letter inserted", () => {
    fc.assert(fc.property(word, word, (a, b) => assert.equal(editDistance(a + b, `${a}x${b}`), 1)));
  });

  it("is one for two neighbours swapped", () => {
    fc.assert(
      fc.property(word, word, (a, b) => assert.equal(editDistance(`${a}xy${b}`, `${a}yx${b}`), 1)),
    );
  });

  it("above a limit is the limit and one", () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) =>
        assert.equal(editDistance(a, b, limit), Math.min(editDistance(a, b), limit + 1)),
      ),
    );
  });
});

describe("the nearest names", () => {
  const cases: [string, string[], string[]][] = [
    ["when_empty", ["WhenEmpty", "WhenEmptyOrUnderutilized"], ["WhenEmpty"]],
    ["Spot", ["on-demand", "spot"], ["spot"]],
    ["DSv5", ["Ds_v5", "Ds_v6"], ["Ds_v5"]],
    ["gpu-1", ["gpu1", "gpu-1a", "GPU-1"], ["GPU-1"]],
    ["gpu_1", ["gpu1", "gpu-1"], ["gpu1", "gpu-1"]],
    ["requirment", ["requirements", "resources"], ["requirements"]],
    ["budgte", ["budget", "buffet"], ["budget"]],
    ["taint", ["paint", "saint", "taints"], ["paint", "saint", "taints"]],
    ["a", ["b"], []],
    ["karpenter.azure.com/colour", ["karpenter.azure.com/sku-cpu"], []],
    ["", ["a"], []],
    ["n".repeat(65), ["n".repeat(65)], []],
  ];
  for (const [name, candidates, expected] of cases)
    it(`to "${name}" among ${candidates.join(", ")} are ${expected.join(", ") || "none"}`, () => {
      assert.deepEqual(nearest(name, candidates), expected);
      assert.equal(onlyNearest(name, candidates), expected.length === 1 ? expected[0] : undefined);
    });
});
