import assert from "node:assert/strict";
import { cheapestSizes } from "../../../src/karpenter/cheapest.ts";
import { addSize, emptySizeSet } from "../../../src/karpenter/sizeSet.ts";

const prices = Float64Array.of(0.5, Number.NaN, 0.2, 0.2, 0.1, Number.NaN);

function cheapestOf(...rows: readonly number[]) {
  const set = emptySizeSet(prices.length);
  for (const row of rows) addSize(set, row);
  return cheapestSizes(set, prices);
}

describe("the cheapest sizes", () => {
  it("are those of the lowest price in the set, all of them", () => {
    assert.deepEqual(cheapestOf(0, 2, 3), { rows: [2, 3], price: 0.2 });
  });

  it("are never ones without a price while another has one", () => {
    assert.deepEqual(cheapestOf(0, 1), { rows: [0], price: 0.5 });
  });

  it("are all where no price is known", () => {
    assert.deepEqual(cheapestOf(1, 5), { rows: [1, 5], price: undefined });
  });

  it("are not there in an empty set", () => {
    assert.equal(cheapestOf(), undefined);
  });
});
