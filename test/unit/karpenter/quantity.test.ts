import assert from "node:assert/strict";

import {
  compareQuantities,
  formatQuantity,
  parseQuantity,
  toNumber,
} from "../../../src/karpenter/quantity.ts";
import type { Quantity } from "../../../src/karpenter/quantity.ts";
import compared from "./vectors/quantityCompare.json" with { type: "json" };
import vectors from "./vectors/quantity.json" with { type: "json" };

function parsed(text: string): Quantity {
  const result = parseQuantity(text);
  assert.equal(result.error, undefined, text);
  return result.value;
}

/** The exact value without an exponent and without zeros at the end of its fraction. */
function plain({ mantissa, exponent }: Quantity): string {
  if (exponent >= 0) return `${mantissa}${"0".repeat(exponent)}`;
  const sign = mantissa < 0n ? "-" : "";
  const digits = String(mantissa)
    .replace("-", "")
    .padStart(1 - exponent, "0");
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

function shortened(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0*$/, "") : decimal;
}

describe("quantities", () => {
  it("are parsed, refused and printed as Kubernetes does", () => {
    const answers = vectors.map(([value]) => {
      const text = value as string;
      const { value: quantity, error } = parseQuantity(text);
      if (error !== undefined) return [text, { error }];
      const { format } = quantity;
      return [text, { canonical: formatQuantity(quantity), format, decimal: plain(quantity) }];
    });
    const expected = vectors.map(([text, answer]) => {
      if (typeof answer !== "object" || !("decimal" in answer)) return [text, answer];
      return [text, { ...answer, decimal: shortened(answer.decimal).replace(/^-0$/, "0") }];
    });
    assert.deepEqual(answers, expected);
  });

  it("are compared exactly", () => {
    const answers = compared.map(([left, right]) => {
      const [a, b] = [left as string, right as string];
      return [a, b, compareQuantities(parsed(a), parsed(b))];
    });
    assert.deepEqual(answers, compared);
  });

  it("with enormous exponents are compared without writing them out", () => {
    assert.equal(compareQuantities(parsed("1e2000000000"), parsed("9Ei")), 1);
    assert.equal(compareQuantities(parsed("-1e2000000000"), parsed("-9Ei")), -1);
    assert.equal(formatQuantity(parsed("7e-2000000000")), "1e-9");
  });

  it("become the nearest number", () => {
    assert.deepEqual(
      ["100m", "16Gi", "1.5", "-2k", "0"].map((text) => toNumber(parsed(text))),
      [0.1, 17_179_869_184, 1.5, -2000, 0],
    );
  });
});
