import assert from "node:assert/strict";

import { wellKnownLabels } from "../../../src/karpenter/labels.ts";
import { formatRequirement } from "../../../src/karpenter/requirement.ts";
import type { NodeSelectorRequirement, Operator } from "../../../src/karpenter/requirement.ts";
import {
  conflicts,
  formatRequirements,
  fromLabels,
  fromNodeSelectorRequirements,
  incompatibilities,
  mergeRequirements,
} from "../../../src/karpenter/requirements.ts";
import hints from "./vectors/compatible.json" with { type: "json" };
import vectors from "./vectors/requirements.json" with { type: "json" };

const wellKnown = new Set(wellKnownLabels);

describe("sets of requirements", () => {
  it("conflict, fit and print as Karpenter's do", () => {
    const pairs = vectors as unknown as [
      NodeSelectorRequirement[],
      NodeSelectorRequirement[],
      unknown,
    ][];
    const answers = pairs.map(([left, right]) => {
      const existing = fromNodeSelectorRequirements(left);
      const incoming = fromNodeSelectorRequirements(right);
      const answer = {
        left: [...existing.values()].map(formatRequirement).sort(),
        leftText: formatRequirements(existing),
        conflicts: conflicts(existing, incoming)
          .map(({ message }) => message)
          .sort(),
        compatible: incompatibilities(existing, incoming).length === 0,
        compatibleWellKnown: incompatibilities(existing, incoming, wellKnown).length === 0,
      };
      return [left, right, answer];
    });
    assert.deepEqual(answers, vectors);
  });

  it("name a label without known values, with one of the hints that Karpenter would give", () => {
    const existing = fromLabels({ "example.com/team": "x" });
    const outside = (hints as [string, Operator, string[]][]).flatMap(
      ([key, operator, possible]) => {
        const incoming = fromNodeSelectorRequirements([{ key, operator, values: ["x"] }]);
        const [found] = incompatibilities(existing, incoming, wellKnown);
        const message = found?.message ?? "";
        return possible.includes(message) ? [] : [{ key, operator, message, possible }];
      },
    );
    assert.deepEqual(outside, []);
  });

  it("merge by key, in the order of the keys", () => {
    const merged = mergeRequirements(
      fromLabels({ b: "1", a: "2" }),
      fromNodeSelectorRequirements([{ key: "b", operator: "Gte", values: ["1"] }]),
    );
    assert.equal(formatRequirements(merged), "a In [2], b In [1]");
    assert.deepEqual([...merged.keys()], ["a", "b"]);
  });
});
