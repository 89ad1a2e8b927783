import "../useVscode.ts";
import assert from "node:assert/strict";
import type * as asking from "../../../../src/ui/steps/askPick.ts";
import { seen } from "../vscode.ts";

const place = { title: "Create a cluster", step: 2, totalSteps: 9 };
const ours = { label: "A network that AKS makes", value: "ours" };
const main = { label: "main / nodes", value: "main" };

describe("a question whose answers have to be asked for", () => {
  let ask: typeof asking;
  before(async () => {
    ask = await import("../../../../src/ui/steps/askPick.ts");
  });
  beforeEach(() => seen.reset());

  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pick = () => seen.picks[0] ?? assert.fail("nothing was asked");
  const rows = () =>
    pick().items.map(({ label, detail }) => [label, detail].filter(Boolean).join(": "));

  /** Fails the first time. */
  function question() {
    let asked = 0;
    return {
      placeholder: "Which subnet?",
      choices: () => {
        asked += 1;
        return asked === 1
          ? Promise.reject(new Error("the right to list networks is missing"))
          : Promise.resolve([ours, main]);
      },
      otherwise: [ours],
      isPreset: (value: string) => value === "main",
    };
  }

  it("says why there are none, and can be answered with what is there all the same", async () => {
    const answer = ask.askPick(question(), place);
    await settled();
    assert.deepEqual(rows(), [
      "A network that AKS makes",
      "$(refresh) Try again: the right to list networks is missing",
    ]);
    pick().accept("A network that AKS makes");
    assert.equal(await answer, "ours");
  });

  it("asks again when one wants it", async () => {
    const answer = ask.askPick(question(), place);
    await settled();
    pick().accept("$(refresh) Try again");
    await settled();
    assert.deepEqual(rows(), ["A network that AKS makes", "main / nodes"]);
    assert.deepEqual(pick().activeItems, [main]);
    pick().accept("main / nodes");
    assert.equal(await answer, "main");
  });

  it("takes any number of what is there", async () => {
    const answer = ask.askMany(question(), place);
    await settled();
    pick().accept();
    assert.deepEqual(await answer, []);
  });

  it("takes no answer before there is anything to choose", async () => {
    const choices = () => Promise.resolve([ours, main]);
    const answer = ask.askMany({ ...question(), choices }, place);
    pick().accept();
    await settled();
    pick().accept("main / nodes");
    assert.deepEqual(await answer, ["main"]);
  });
});
