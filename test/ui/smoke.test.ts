import assert from "node:assert/strict";
import { visibleText } from "./editing.ts";
import { openFile, screenshot, startWorkbench, type Workbench } from "./workbench.ts";

const text = "# not a manifest\na:\n  - first\n  - second\n";

describe("the workbench", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench({ "folder/plain.yaml": text });
  });

  after(() => workbench.stop());

  it("opens a file and shows its text", async () => {
    await openFile(workbench, "folder/plain.yaml");
    assert.equal(await visibleText(workbench), text);
    await screenshot(workbench, "smoke");
  });
});
