import assert from "node:assert/strict";

import { parseSchedule } from "../../../src/karpenter/cron.ts";
import { describeSchedule } from "../../../src/karpenter/cronWords.ts";

const words = {
  "@yearly": "at 00:00 UTC on day 1 of the month in January",
  "@weekly": "at 00:00 UTC on Sunday",
  "@daily": "at 00:00 UTC every day",
  "@hourly": "every hour, UTC",
  "0 9 * * mon-fri": "at 09:00 UTC on Monday to Friday",
  "*/15 * * * *": "every 15 minutes, UTC",
  "* * * * *": "every minute, UTC",
  "15 * * * *": "at minute 15 of every hour, UTC",
  "0 0 1 * mon": "at 00:00 UTC on day 1 of the month or on Monday",
  "0 0 1 * 0-6": "at 00:00 UTC every day",
  "0 22 * * 5,6": "at 22:00 UTC on Friday and Saturday",
  "*/10 9-17 * * 1-5": "every 10 minutes of the hours 09 to 17, on Monday to Friday, UTC",
  "5 0-22/2 * * *":
    "at minute 5 of the hours 00, 02, 04, 06, 08, 10, 12, 14, 16, 18, 20 and 22, UTC",
  "0 8,20 1-7 jan,jul *": "at 08:00 and 20:00 UTC on day 1 to 7 of the month in January and July",
  "0 0 , * 1": "at 00:00 UTC on Monday",
  "0 0 30 2 *": "never: no date of the calendar matches",
  "@every 90m": "every 5400 seconds",
};

describe("a schedule in words", () => {
  for (const [text, expected] of Object.entries(words)) {
    it(`says that ${text} is ${expected}`, () => {
      const schedule = parseSchedule(text);
      assert.equal(schedule.error, undefined);
      assert.equal(describeSchedule(schedule.value), expected);
    });
  }
});
