import assert from "node:assert/strict";

import * as go from "../../../src/karpenter/goText.ts";
import quoted from "./vectors/goQuote.json" with { type: "json" };

describe("text as Go prints it", () => {
  it("is quoted like strconv.Quote", () => {
    assert.deepEqual(
      quoted.map(([text = ""]) => [text, go.goQuote(text)]),
      quoted,
    );
  });

  it("shows lists in brackets and sets as maps with sorted keys", () => {
    assert.equal(go.goList(["b", "a"]), "[b a]");
    assert.equal(go.goSet(["spot", "on-demand"]), "map[on-demand:{} spot:{}]");
  });

  it("is sorted by bytes, not by UTF-16 units", () => {
    assert.deepEqual(go.sortedByBytes(["b", "\u{1f600}", "\uffee", "B", "a", "ab"]), [
      "B",
      "a",
      "ab",
      "b",
      "\uffee",
      "\u{1f600}",
    ]);
  });

  it("is split at the white space that Go knows", () => {
    assert.deepEqual(go.goFields(" a\u0085b\u00a0c\ufeffd\u3000\te "), ["a", "b", "c\ufeffd", "e"]);
  });

  it("gives integers of 64 bits", () => {
    assert.deepEqual(
      ["9223372036854775807", "-9223372036854775808", "+7", "9223372036854775808", "1_0", ""].map(
        (text) => go.goAtoi(text),
      ),
      [
        { value: 2n ** 63n - 1n },
        { value: -(2n ** 63n) },
        { value: 7n },
        { error: 'strconv.Atoi: parsing "9223372036854775808": value out of range' },
        { error: 'strconv.Atoi: parsing "1_0": invalid syntax' },
        { error: 'strconv.Atoi: parsing "": invalid syntax' },
      ],
    );
  });
});
