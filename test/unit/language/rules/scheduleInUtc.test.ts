import assert from "node:assert/strict";
import { inUtc } from "../../../../src/language/rules/scheduleInUtc.ts";

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["hours of a zone without summer time", "TZ=Asia/Tokyo 0 18 * * 1-5", ["0 9 * * 1-5"]],
  [
    "once for winter and once for summer",
    "CRON_TZ=Europe/Rome 0 9 * * 1",
    ["0 8 * * 1", "0 7 * * 1"],
  ],
  ["weekdays that are others in UTC", "TZ=Asia/Tokyo 0 6 * * 1,3", ["0 21 * * 0,2"]],
  ["half hours", "TZ=Asia/Kolkata 15 9 * * *", ["45 3 * * *"]],
  ["several hours", "TZ=Asia/Tokyo */10 10-12 * * *", ["*/10 1,2,3 * * *"]],
  ["nothing where the hours fall on two days", "TZ=Asia/Tokyo 0 6,18 * * *", []],
  ["nothing where days of the month would move", "TZ=Asia/Tokyo 0 6 1 * *", []],
  ["nothing for a zone that nobody knows", "TZ=Mars/Base 0 6 * * *", []],
  ["nothing for what is no schedule", "TZ=Asia/Tokyo soon", []],
  ["nothing without a zone", "0 6 * * *", []],
];

describe("a schedule with a time zone is written in UTC:", () => {
  for (const [title, text, expected] of cases)
    it(title, () => {
      assert.deepEqual(inUtc(text), expected);
    });
});
