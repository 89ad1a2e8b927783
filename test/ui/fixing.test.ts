import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  acceptSuggestion,
  applyQuickFix,
  countSquiggles,
  hoverAt,
  typeText,
  waitForProblems,
} from "./editing.ts";
import {
  goTo,
  openFile,
  savedText,
  screenshot,
  startWorkbench,
  type Workbench,
} from "./workbench.ts";

const policy = { line: 11, column: 30 };
const policyLine = /^ {4}consolidationPolicy: WhenEmptyOrUnderutilized$/m;
const samples = resolve(import.meta.dirname, "../../samples");

describe("a broken NodePool in the workbench", () => {
  let workbench: Workbench;

  before(async () => {
    const files = {
      "broken.yaml": await readFile(resolve(samples, "broken.yaml"), "utf8"),
      "valid.yaml": await readFile(resolve(samples, "valid.yaml"), "utf8"),
    };
    workbench = await startWorkbench(files, { width: 1280, height: 1200 });
    await openFile(workbench, "broken.yaml");
  });

  after(() => workbench.stop());

  it("is listed with one problem for each layer, and underlined", async () => {
    const problems = await waitForProblems(workbench, ({ length }) => length === 6);
    assert.deepEqual(problems.map(({ line, code, source }) => `${line} ${code} ${source}`).sort(), [
      "11 unsupported-value nap",
      "15 cel-rule nap",
      "24 yaml-duplicate-key nap",
      "34 taint-duplicate nap",
      "43 sku-family-letter nap",
      "8 unknown-field nap",
    ]);
    assert.ok((await countSquiggles(workbench)) > 0, "nothing is underlined");
    await screenshot(workbench, "problems");
  });

  it("explains a value in the hover", async () => {
    const said = /WhenUnderutilized, which is none of WhenEmpty/;
    const text = await hoverAt(workbench, policy, said);
    await screenshot(workbench, "hover");
    assert.match(text, said);
    await workbench.page.keyboard.press("Escape");
  });

  it("is repaired by a quick fix", async () => {
    await applyQuickFix(workbench, "Write WhenEmptyOrUnderutilized", policy);
    await waitForProblems(workbench, ({ length }) => length === 5);
    await screenshot(workbench, "fixed");
    assert.match(await savedText(workbench, "broken.yaml"), policyLine);
  });

  it("completes a key", async () => {
    await goTo(workbench, 17, 1);
    await typeText(workbench, "\n");
    await goTo(workbench, 17, 1);
    await typeText(workbench, "  lim");
    await acceptSuggestion(workbench, "limits");
    await screenshot(workbench, "completed");
    assert.match(await savedText(workbench, "broken.yaml"), /^ {2}limits:/m);
  });
});
