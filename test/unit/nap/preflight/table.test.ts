import assert from "node:assert/strict";
import { checks } from "../../../../src/nap/preflight/checks.ts";
import { answer, describedRows, type Row } from "./judged.ts";
// The rows of all: they describe themselves when they are loaded.
import "./clusterBlockers.test.ts";
import "./networkBlockers.test.ts";
import "./others.test.ts";
import "./poolBlockers.test.ts";

/** Whether what the condition names was seen: worse than fine, or, where nothing is ever worse, told as something else. */
function isSeen(rows: readonly Row[]): boolean {
  const results = new Set(rows.map(([, , result]) => result));
  if (["blocks", "likely-blocks", "warns"].some((result) => results.has(result as Row[2])))
    return true;
  const texts = rows.filter(([, , result]) => result === "fine").map(([, , , seen]) => seen);
  return new Set(texts).size > 1;
}

describe("the table of the preflight", () => {
  const all = describedRows();
  const everything = () => [...all.values()].flat();

  it("describes every check and no other", () => {
    assert.deepEqual([...all.keys()].sort(), checks.map(({ id }) => id).sort());
  });

  for (const { id } of checks) {
    const rows = all.get(id) ?? [];
    it(`has ${id} seen, not seen and unknown`, () => {
      assert.ok(isSeen(rows), "no row in which it is seen");
      assert.ok(
        rows.some(([, , result]) => result === "fine"),
        "no row in which it is not",
      );
      assert.ok(
        rows.some(([, , result]) => result === "unknown"),
        "no row in which nobody can tell",
      );
    });

    it(`has a row for every result that ${id} gives for any cluster of the table`, () => {
      const described = new Set(rows.map(([, , result]) => result));
      const given = new Set(
        everything().map(([, cluster, , , around]) => answer(id, cluster, around).result),
      );
      assert.deepEqual(
        [...given].filter((result) => !described.has(result)),
        [],
      );
    });
  }
});
