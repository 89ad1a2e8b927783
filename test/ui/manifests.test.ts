import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  acceptSuggestion,
  applyQuickFix,
  countSquiggles,
  hoverAt,
  listSuggestions,
  openQuickFixes,
  typeText,
  visibleText,
  waitForProblems,
  type Problem,
} from "./editing.ts";
import {
  goTo,
  openFile,
  runCommand,
  screenshot,
  startWorkbench,
  type Workbench,
} from "./workbench.ts";

const samples = resolve(import.meta.dirname, "../../samples");
const sample = (name: string) => readFileSync(join(samples, name), "utf8");

describe("manifests in the workbench", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await startWorkbench(
      {
        "broken.yaml": sample("broken.yaml"),
        "valid.yaml": sample("valid.yaml"),
        "new.yaml": "",
      },
      // High enough for all problems: the list draws only what is in sight.
      { width: 1400, height: 1000 },
    );
  });

  after(() => workbench.stop());

  it("shows the findings of all layers in the problems panel", async () => {
    await openFile(workbench, "broken.yaml");
    const problems = await waitForProblems(workbench, ({ length }) => length >= 6);
    await screenshot(workbench, "problems");
    assert.deepEqual(problems.map(({ code }) => code).sort(), [
      "cel-rule",
      "sku-family-letter",
      "taint-duplicate",
      "unknown-field",
      "unsupported-value",
      "yaml-duplicate-key",
    ]);
    assert.ok((await countSquiggles(workbench)) > 0);
  });

  it("says on a finding what is wrong, in whose words, and why", async () => {
    await openFile(workbench, "broken.yaml");
    const text = await hoverAt(workbench, { line: 11, column: 28 }, /WhenUnderutilized/);
    await screenshot(workbench, "hover");
    assert.match(text, /WhenUnderutilized/);
    await workbench.page.keyboard.press("Escape");
  });

  it("opens the page of rules by the code of a finding", async () => {
    await openFile(workbench, "broken.yaml");
    await goTo(workbench, 43, 22);
    await runCommand(workbench, "Show or Focus Hover");
    await workbench.page.locator(".monaco-hover:visible a.code-link").first().click();
    await workbench.page.locator(".tab.active", { hasText: "rules.md" }).waitFor();
    const heading = workbench.page.locator(".view-line", { hasText: "## sku-family-letter" });
    await heading.waitFor();
    await screenshot(workbench, "rules");
    await runCommand(workbench, "View: Close Editor");
  });

  it("repairs a finding from the light bulb", async () => {
    await openFile(workbench, "broken.yaml");
    await goTo(workbench, 11, 28);
    await openQuickFixes(workbench);
    await screenshot(workbench, "fixes");
    await workbench.page.keyboard.press("Escape");
    await workbench.page.locator(".action-widget:visible").first().waitFor({ state: "hidden" });
    await applyQuickFix(workbench, "Write WhenEmptyOrUnderutilized", { line: 11, column: 28 });
    await waitForProblems(workbench, ({ length }) => length === 5);
    assert.match(await visibleText(workbench), /consolidationPolicy: WhenEmptyOrUnderutilized/);
  });

  it("repairs the rest by one command", async () => {
    await openFile(workbench, "broken.yaml");
    await runCommand(workbench, "NAP: Fix All in File");
    // The right duration of the budget only a person can say.
    const isDone = (problems: readonly Problem[]) =>
      problems.filter(({ severity }) => severity === "error").length === 1;
    await waitForProblems(workbench, isDone);
    await screenshot(workbench, "fixed");
    await runCommand(workbench, "File: Save");
  });

  it("offers whole objects, keys and values to who types", async () => {
    await openFile(workbench, "new.yaml");
    await typeText(workbench, "nodepool");
    const labels = await listSuggestions(workbench);
    await screenshot(workbench, "complete-object");
    assert.ok(labels.includes("NodePool"));
    await acceptSuggestion(workbench, "NodePool");
    await workbench.page.waitForTimeout(1000);
    await screenshot(workbench, "complete-accepted");
    assert.match(await visibleText(workbench), /^apiVersion: karpenter.sh\/v1\nkind: NodePool\n/);
  });

  it("lists the snippets in a quick pick", async () => {
    await workbench.page.keyboard.press("F1");
    await workbench.page.keyboard.type("NAP: Insert Snippet", { delay: 20 });
    await workbench.page.keyboard.press("Enter");
    await workbench.page.locator(".quick-input-title", { hasText: "Insert a Karpenter" }).waitFor();
    const row = workbench.page.locator(".quick-input-widget .monaco-list-row").first();
    await row.waitFor();
    await screenshot(workbench, "snippets");
    await workbench.page.keyboard.press("Escape");
  });

  it("checks the workspace and says what it found", async () => {
    await runCommand(workbench, "NAP: Check All Manifests in Workspace");
    // The driver of smoke tests keeps notifications from popping up.
    await workbench.page.locator("[id='status.notifications'] .codicon-bell-dot").click();
    const summary = workbench.page.locator(".notifications-center", { hasText: "checked:" });
    await summary.waitFor();
    await screenshot(workbench, "checked");
    assert.match(await summary.innerText(), /NAP: \d+ objects in 3 files checked: 5 errors/);
  });

  it("describes its settings", async () => {
    await workbench.page.keyboard.press("Escape");
    await runCommand(workbench, "Preferences: Open Settings (UI)");
    await workbench.page.locator(".settings-editor .search-container").waitFor();
    await workbench.page.keyboard.type("@ext:aks-nap.aks-nap");
    await workbench.page.waitForTimeout(2000);
    await screenshot(workbench, "settings");
  });
});
