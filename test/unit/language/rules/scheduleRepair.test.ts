import assert from "node:assert/strict";
import { isStorable, repairSchedule } from "../../../../src/language/rules/scheduleRepair.ts";
import { parseSchedule } from "../../../../src/karpenter/cron.ts";

const repaired: Readonly<Record<string, string>> = {
  "0 0 9 * * 7": "0 9 * * 0",
  "TZ=UTC 0 0 9 * * MON-SUN": "0 9 * * *",
  "0 9 * * 5-1": "0 9 * * 0,1,5,6",
  "0 9 * * monday-friday": "0 9 * * 1-5",
  "0 9 * January-March 7": "0 9 * jan-mar 0",
  "0 22-6 * * *": "0 22-23,0-6 * * *",
  "30 24 * * *": "30 0 * * *",
  "cron(0 9 ? * MON-FRI *)": "0 9 ? * MON-FRI",
  "0 0 9 ? * MON-FRI": "0 9 ? * MON-FRI",
  "0 0 9 1 * ? *": "0 9 1 * ?",
  "0 9 * *": "0 9 * * *",
  "@Daily": "@daily",
  "@dailyish": "@daily",
  weekly: "@weekly",
  "@every 1h": "0 * * * *",
  "@every 15m": "*/15 * * * *",
  "@every 6h0m": "0 */6 * * *",
  "@every 24h": "0 0 * * *",
};

const unclear = [
  // Right as it is.
  "0 9 * * 1-5",
  "0 9 * * 5-6",
  // Seconds, weekdays and delays that nothing else says.
  "30 0 9 * * 1",
  "0 0 9 ? * 2-6",
  "@every 7h",
  "@every 36h",
  "@every 90s",
  // The day before or after?
  "0 24 * * 1-5",
  "0 9 0 * *",
  "9 * * 1-5",
  "tomorrow",
  // A time of day that a macro would lose.
  "daily at 22:00",
  "@weekly mon 9",
  "hourly-ish",
  "",
];

describe("the repair of a schedule", () => {
  for (const [schedule, right] of Object.entries(repaired))
    it(`makes ${right} of ${schedule}`, () => {
      assert.equal(repairSchedule(schedule), right);
      assert.ok(isStorable(right) && parseSchedule(right).value !== undefined);
    });

  it("leaves alone what is right or not clear", () => {
    for (const schedule of unclear) assert.equal(repairSchedule(schedule), undefined, schedule);
  });
});
