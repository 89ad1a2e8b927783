import assert from "node:assert/strict";

import fc from "fast-check";

import {
  blockedWindows,
  budgetWindows,
  isAlwaysActive,
  isAlwaysBlocked,
  nextAllowedTime,
} from "../../../src/karpenter/budgetWindows.ts";
import { allowedDisruptions, isActive, timingOf } from "../../../src/karpenter/budgets.ts";
import type { Budget } from "../../../src/karpenter/budgets.ts";

const sunday = Date.parse("2026-11-22T05:20:10Z");
const weekdays: Budget = { nodes: "0", schedule: "0 0 * * mon-fri", duration: "24h" };
const weekend: Budget = { nodes: "0", schedule: "0 0 * * sat,sun", duration: "24h" };

function shown(windows: readonly { startMs: number; endMs: number }[] | undefined): string[] {
  const time = (ms: number) =>
    Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 16) : String(ms);
  return (windows ?? []).map(({ startMs, endMs }) => `${time(startMs)} ${time(endMs)}`);
}

function windowsOf(budget: Budget, count = 2): string[] {
  return shown(budgetWindows(budget, sunday, count).value);
}

const schedules = [
  "@hourly",
  "0 9 * * mon-fri",
  "*/20 8-10 * * *",
  "* 9-17 1-20 * *",
  "0 0 1 * *",
  "30 23 * * 6",
  "0 0 30 2 *",
  "x",
  "0 22 * * *",
];
const durations = ["10m", "1h", "20m", "9h30m", "24h", "60h", "0m"];
const budgetArbitrary = fc
  .record({
    nodes: fc.constantFrom("0", "0%", "1", "10%", "3000000000", "9999999999999999999"),
    timed: fc.boolean(),
    schedule: fc.constantFrom(...schedules),
    duration: fc.constantFrom(...durations),
    reasons: fc.constantFrom(undefined, ["Drifted"] as const, ["Empty"] as const, []),
  })
  .map(({ nodes, timed, schedule, duration, reasons }): Budget => {
    const always = { nodes, reasons };
    return timed ? { ...always, schedule, duration } : always;
  });
const moment = fc
  .integer({ min: 0, max: 60 * 24 * 400 })
  .map((minutes) => Date.parse("2026-01-01T00:00:00Z") + minutes * 60_000);

describe("windows of budgets", () => {
  it("join where they touch and include the one around now", () => {
    assert.deepEqual(windowsOf(weekdays), [
      "2026-11-23T00:00 2026-11-28T00:00",
      "2026-11-30T00:00 2026-12-05T00:00",
    ]);
    assert.deepEqual(windowsOf(weekend, 1), ["2026-11-21T00:00 2026-11-23T00:00"]);
  });

  it("have no end when a schedule never fires, fires too often or is absent", () => {
    const endless = ["-Infinity Infinity"];
    assert.deepEqual(windowsOf({ nodes: "1" }), endless);
    assert.deepEqual(windowsOf({ nodes: "1", schedule: "0 0 31 2 *", duration: "1h" }), endless);
    assert.deepEqual(windowsOf({ nodes: "1", schedule: "@hourly", duration: "1h" }), endless);
    assert.deepEqual(windowsOf({ nodes: "1", schedule: "@every 1h", duration: "1h" }), endless);
    assert.deepEqual(windowsOf({ nodes: "1", schedule: "@every 2h", duration: "1h" }), []);
    assert.deepEqual(windowsOf({ nodes: "1", schedule: "@hourly", duration: "0m" }), []);
  });

  it("are refused with the error of the schedule", () => {
    assert.deepEqual(budgetWindows({ nodes: "1", schedule: "x", duration: "1h" }, sunday, 1), {
      error: "expected exactly 5 fields, found 1: [x]",
    });
  });

  it("hold exactly when the budget is active", () => {
    fc.assert(
      fc.property(budgetArbitrary, moment, moment, (budget, from, to) => {
        fc.pre(from <= to && to - from < 40 * 86_400_000);
        const windows = budgetWindows(budget, from, 2000).value;
        const inside = windows?.some(({ startMs, endMs }) => startMs <= to && to < endMs);
        assert.equal(inside, isActive(budget, to).value);
        const timing = timingOf(budget).value;
        if (timing !== undefined && isAlwaysActive(timing)) assert.equal(inside, true);
      }),
      { numRuns: 300 },
    );
  });

  it("of all budgets together say when a reason is blocked", () => {
    fc.assert(
      fc.property(
        fc.array(budgetArbitrary, { maxLength: 3 }),
        moment,
        moment,
        (budgets, from, to) => {
          fc.pre(from <= to);
          const toMs = Math.min(to, from + 10 * 86_400_000) + 60_000;
          const windows = blockedWindows(budgets, "Drifted", { fromMs: from, toMs });
          const now = toMs - 60_000;
          const blocked = windows.some(({ startMs, endMs }) => startMs <= now && now < endMs);
          const asked = { reason: "Drifted", numNodes: 1, nowMs: now } as const;
          assert.equal(blocked, allowedDisruptions(budgets, asked) <= 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("that relieve each other block for ever", () => {
    const night: Budget = { nodes: "0", schedule: "* 0-22 * * *", duration: "1m" };
    const late: Budget = { nodes: "0", schedule: "* 23 * * *", duration: "1m" };
    assert.equal(isAlwaysBlocked([night, late], "Drifted", sunday), true);
    assert.equal(isAlwaysBlocked([night], "Drifted", sunday), false);
    assert.equal(isAlwaysBlocked([weekdays, weekend], "Drifted", sunday), true);
    assert.equal(isAlwaysBlocked([weekdays], "Drifted", sunday), false);
    assert.equal(
      nextAllowedTime([weekdays], "Drifted", sunday + 86_400_000),
      Date.parse("2026-11-28T00:00:00Z"),
    );
    const yearly: Budget = { nodes: "0", schedule: "0 1 1 1 *", duration: "8759h" };
    assert.equal(isAlwaysBlocked([yearly], "Empty", sunday), false);
    assert.deepEqual(shown(blockedWindows([weekdays], "Empty", { fromMs: sunday })), [
      "2026-11-23T00:00 2026-11-28T00:00",
    ]);
  });

  it("block only the reasons that they name, unless a schedule is bad", () => {
    const empty: Budget = { nodes: "0", reasons: ["Empty"] };
    const bad: Budget = { nodes: "5", schedule: "0 0 * * 7", duration: "1h", reasons: [] };
    assert.equal(isAlwaysBlocked([empty], "Empty", sunday), true);
    assert.equal(isAlwaysBlocked([empty], "Drifted", sunday), false);
    assert.equal(isAlwaysBlocked([bad], "Drifted", sunday), true);
    assert.equal(isAlwaysBlocked([{ nodes: "0", reasons: [] }], "Drifted", sunday), false);
    assert.equal(nextAllowedTime([bad], "Drifted", sunday), undefined);
  });
});
