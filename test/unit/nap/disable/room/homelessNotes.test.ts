import assert from "node:assert/strict";
import { homelessNotes } from "../../../../../src/nap/disable/room/homelessNotes.ts";

const pod = (name: string, why: string) => ({ pod: name, node: undefined, why });

describe("pods that fit no fixed pool", () => {
  it("are told by their reasons, the first few by name", () => {
    const big = Array.from({ length: 400 }, (_, index) => pod(`big-${index}`, "too big"));
    assert.deepEqual(homelessNotes([pod("zonal", "no zone 3"), ...big]), [
      "Pod zonal fits no fixed pool: no zone 3.",
      "Pods big-0, big-1, big-2, big-3, big-4 and 395 more fit no fixed pool: too big.",
    ]);
  });
});
