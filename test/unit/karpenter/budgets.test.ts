import assert from "node:assert/strict";

import {
  allowedByValue,
  allowedDisruptions,
  forbids,
  isActive,
  timingOf,
  unlimited,
} from "../../../src/karpenter/budgets.ts";
import type { Budget, DisruptionReason } from "../../../src/karpenter/budgets.ts";
import vectors from "./vectors/budgets.json" with { type: "json" };

const reasons = ["Underutilized", "Empty", "Drifted"] as const;
type Vector = readonly [Budget[], number, number, Record<string, number>, (boolean | "error")[]];

describe("disruption budgets", () => {
  it("are active and allow as many nodes as in Karpenter", () => {
    const answers = (vectors as unknown as Vector[]).map(([budgets, numNodes, nowMs]) => {
      const allowed = reasons.map((reason) => [
        reason,
        allowedDisruptions(budgets, { reason, numNodes, nowMs }),
      ]);
      const active = budgets.map((budget): unknown => isActive(budget, nowMs).value ?? "error");
      const counts = Object.fromEntries(allowed) as unknown;
      return [budgets, numNodes, nowMs, counts, active];
    });
    assert.deepEqual(answers, vectors);
  });

  it("are unlimited when there are none", () => {
    const asked = { reason: "Empty", numNodes: 10, nowMs: 0 } as const;
    assert.equal(allowedDisruptions([], asked), unlimited);
  });

  it("round percentages up and leave open what cannot be read", () => {
    assert.deepEqual(
      ["x", "", "5.5", "x%", "%", "10%", "-3"].map((nodes) => allowedByValue(nodes, 11)),
      [undefined, undefined, undefined, undefined, undefined, 2, -3],
    );
  });

  it("forbid a reason with zero, with counts beyond 32 bits and with what cannot be read", () => {
    const values = ["0", "0%", "1", "1%", "4294967296", "3000000000", "4294967297", "x"];
    const forbidding = (reasons?: readonly DisruptionReason[]) =>
      values.filter((nodes) => forbids({ nodes, reasons }, "Drifted"));
    assert.deepEqual(forbidding(), ["0", "0%", "4294967296", "3000000000", "x"]);
    assert.deepEqual(forbidding(["Empty"]), ["x"]);
  });

  it("tell which of their texts is wrong", () => {
    assert.deepEqual(
      [
        { nodes: "1", schedule: "0 0 * * 7", duration: "1h" },
        { nodes: "1", schedule: "@daily", duration: "1d" },
        { nodes: "1", duration: "1h" },
        { nodes: "1" },
      ].map((budget) => timingOf(budget)),
      [
        { error: "end of range (7) above maximum (6): 7" },
        { error: 'time: unknown unit "d" in duration "1d"' },
        { error: "expected exactly 5 fields, found 0: []" },
        { value: { kind: "always" } },
      ],
    );
  });
});
