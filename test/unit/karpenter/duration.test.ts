import assert from "node:assert/strict";

import {
  formatDuration,
  parseDuration,
  parseNillableDuration,
  toMilliseconds,
} from "../../../src/karpenter/duration.ts";
import vectors from "./vectors/duration.json" with { type: "json" };

describe("durations", () => {
  it("are parsed, refused and printed as Go does", () => {
    const answers = vectors.map(([value]) => {
      const text = value as string;
      const { value: duration, error } = parseDuration(text);
      if (error !== undefined) return [text, { error }];
      return [text, { nanoseconds: String(duration), text: formatDuration(duration) }];
    });
    assert.deepEqual(answers, vectors);
  });

  it("may be switched off with the word Never, spelt exactly so", () => {
    assert.deepEqual(
      ["Never", "never", "0s", "720h"].map((text) => parseNillableDuration(text)),
      [
        { value: "Never" },
        { error: 'time: invalid duration "never"' },
        { value: 0n },
        { value: 2_592_000_000_000_000n },
      ],
    );
  });

  it("become milliseconds with their fraction", () => {
    assert.equal(toMilliseconds(1_500_000n), 1.5);
  });
});
