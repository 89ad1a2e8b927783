import assert from "node:assert/strict";

import {
  allows,
  formatRequirement,
  hasIntersection,
  intersection,
  operatorOf,
  requirementFrom,
} from "../../../src/karpenter/requirement.ts";
import type { NodeSelectorRequirement } from "../../../src/karpenter/requirement.ts";
import vectors from "./vectors/requirement.json" with { type: "json" };

const probes = ["x", "", "0", "1", "4", "5", "8", "16", "+5", "005", "nope", "-1"];

describe("a requirement", () => {
  it("intersects, allows and prints as Karpenter's does", () => {
    const pairs = vectors as unknown as [
      NodeSelectorRequirement,
      NodeSelectorRequirement,
      unknown,
    ][];
    const answers = pairs.map(([left, right]) => {
      const [a, b] = [requirementFrom(left), requirementFrom(right)];
      const both = intersection(a, b);
      const answer = {
        left: formatRequirement(a),
        operator: operatorOf(a),
        intersects: hasIntersection(a, b),
        intersection: formatRequirement(both),
        has: probes.filter((value) => allows(both, value)),
      };
      return [left, right, answer];
    });
    assert.deepEqual(answers, vectors);
  });

  it("without the value of its bound is left unbounded", () => {
    const unbounded = requirementFrom({ key: "a", operator: "Gt" });
    assert.equal(formatRequirement(unbounded), "a Exists");
  });

  it("clamps bounds beyond 64 bits", () => {
    const values = ["9223372036854775808"];
    const bounded = requirementFrom({ key: "a", operator: "Gte", values });
    assert.equal(formatRequirement(bounded), "a Exists >=9223372036854775807");
    assert.equal(
      formatRequirement(requirementFrom({ key: "a", operator: "Gt", values })),
      "a DoesNotExist",
    );
  });
});
