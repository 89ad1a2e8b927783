import assert from "node:assert/strict";
import { failSkipped, judge, repeated, titlesOf } from "../../../scripts/runSuite.ts";

describe("judging a run of mocha", () => {
  it("takes the numbers of the report", () => {
    const stats = { passes: 3, failures: 1, pending: 2 };
    assert.deepEqual(judge(1, stats), { passed: 3, failed: 1, skipped: 2 });
  });

  it("counts a run without a report as one failure", () => {
    assert.deepEqual(judge(0, undefined), {
      passed: 0,
      failed: 1,
      skipped: 0,
      note: "ended with 0 without a report",
    });
  });

  it("counts a run that failed outside its tests as one failure", () => {
    assert.deepEqual(judge(7, { passes: 3, failures: 0, pending: 0 }), {
      passed: 3,
      failed: 1,
      skipped: 0,
      note: "ended with 7 although no test failed",
    });
  });

  it("counts a run without tests as one failure", () => {
    assert.deepEqual(judge(0, { passes: 0, failures: 0, pending: 4 }), {
      passed: 0,
      failed: 1,
      skipped: 4,
      note: "ran no test",
    });
  });
});

describe("a skipped test", () => {
  it("has failed where CI runs", () => {
    const counts = { passed: 3, failed: 1, skipped: 2, note: "cannot run here: no Go" };
    assert.deepEqual(failSkipped(counts), { ...counts, failed: 3, skipped: 0 });
  });
});

describe("a story that is told again", () => {
  it("counts as the second time, and names what failed the first", () => {
    const first = { passed: 3, failed: 1, skipped: 0, named: ["failed: c"] };
    const second = { passed: 9, failed: 0, skipped: 0, named: [] };
    assert.deepEqual(repeated(first, second), { ...second, named: ["first attempt failed: c"] });
  });
});

describe("the end of a run", () => {
  it("names what failed, was skipped or needed a second attempt", () => {
    const test = (fullTitle: string, currentRetry = 0) => ({ fullTitle, currentRetry });
    assert.deepEqual(
      titlesOf({
        stats: { passes: 2, failures: 1, pending: 1 },
        passes: [test("a"), test("b", 1)],
        failures: [test("c", 1)],
        pending: [test("d")],
      }),
      ["failed: c", "skipped: d", "passed at the second attempt: b"],
    );
  });
});
