import assert from "node:assert/strict";

import { parseSchedule } from "../../../src/karpenter/cron.ts";
import {
  longestGap,
  neverMatches,
  nextTime,
  previousTime,
} from "../../../src/karpenter/cronTimes.ts";
import type { CronSchedule } from "../../../src/karpenter/cron.ts";
import vectors from "./vectors/cron.json" with { type: "json" };

const starts = [
  "2026-11-22T05:20:10Z",
  "2024-02-28T23:59:59.500Z",
  "2027-12-31T23:59:59.999Z",
  "2096-03-01T00:00:00Z",
  "2026-01-01T00:00:00Z",
  "2026-05-31T12:30:00.001Z",
];

/** Three firings after each start, a null where there is none: the way in which the vectors were made. */
function firings(schedule: CronSchedule): (number | null)[] {
  return starts.flatMap((start) => {
    const found: (number | null)[] = [];
    for (let from = Date.parse(start); found.length < 3;) {
      const next = nextTime(schedule, from) ?? null;
      found.push(next);
      if (next === null) break;
      from = next;
    }
    return found;
  });
}

function parsed(text: string): CronSchedule {
  const result = parseSchedule(text);
  assert.equal(result.error, undefined);
  return result.value;
}

describe("cron schedules", () => {
  it("are parsed, refused and continued as robfig/cron v3.0.1 does", () => {
    const answers = vectors.map(([text]) => {
      const schedule = parseSchedule(text as string);
      if (schedule.error !== undefined) return [text, { error: schedule.error }];
      return [text, { next: firings(schedule.value) }];
    });
    assert.deepEqual(answers, vectors);
  });

  it("have a last firing that is the mirror of the next one", () => {
    for (const text of ["0 9 * * mon-fri", "*/7 3-5 1,15 * *", "30 22 29 2 *", "0 0 13 * 5"]) {
      const schedule = parsed(text);
      assert.equal(schedule.kind, "fields");
      const next = nextTime(schedule, Date.parse("2026-11-22T05:20:10Z")) ?? NaN;
      assert.equal(previousTime(schedule, next), next, text);
      assert.equal(previousTime(schedule, next + 59_999), next, text);
      const before = previousTime(schedule, next - 1) ?? NaN;
      assert.ok(before < next);
      assert.equal(nextTime(schedule, before), next, text);
    }
  });

  it("that name no date of the calendar never match", () => {
    const never = ["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", ", * * * *", "0 0 31 2 ?"];
    const sometimes = ["0 0 29 2 *", "0 0 31 2 1", "0 0 31 2 */2", "@every 1s", "* * * * *"];
    assert.deepEqual(
      [...never, ...sometimes].filter((text) => neverMatches(parsed(text))),
      never,
    );
  });

  it("have a longest gap between firings", () => {
    const hour = 3_600_000;
    const gaps = {
      "@hourly": hour,
      "0 9-17 * * *": 16 * hour,
      "0 0 * * mon-fri": 72 * hour,
      "30 4 1 * *": 31 * 24 * hour,
      "0 0 29 2 *": 1461 * 24 * hour,
      "*/40 * * * *": 40 * 60_000,
      "@every 90m": 1.5 * hour,
      "0 0 30 2 *": Infinity,
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(gaps).map((text) => [text, longestGap(parsed(text))])),
      gaps,
    );
  });
});
