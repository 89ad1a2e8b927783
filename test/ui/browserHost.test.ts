import assert from "node:assert/strict";
import { resolve } from "node:path";
import {
  acceptSuggestion,
  applyQuickFix,
  hoverAt,
  typeText,
  visibleText,
  waitForProblems,
} from "./editing.ts";
import { goTo, runCommand, screenshot, startWorkbench, type Workbench } from "./workbench.ts";

const workspace = { folders: [{ uri: "memory:/", name: "memory" }] };
const kinds = { "aks-nap.aks-nap": ["web"], "aks-nap.memory-files": ["web"] };

/** Files that no search finds are opened by a click. */
async function openFromExplorer({ page }: Workbench, name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/** As in vscode.dev: the extension's `browser` entry in a web worker, on files that are on no disk. */
describe("the extension host of a browser", () => {
  let workbench: Workbench;
  let policy: { readonly line: number; readonly column: number };

  before(async () => {
    workbench = await startWorkbench(
      { "memory.code-workspace": JSON.stringify(workspace) },
      { width: 1280, height: 1200 },
      {
        settings: { "remote.extensionKind": kinds },
        besides: [resolve(import.meta.dirname, "../../out/memoryFiles")],
        opens: "memory.code-workspace",
      },
    );
    await openFromExplorer(workbench, "pool.yaml");
  });

  after(() => workbench.stop());

  it("shows findings", async () => {
    const problems = await waitForProblems(workbench);
    await screenshot(workbench, "browser-findings");
    assert.deepEqual(
      problems.map(({ code, source }) => `${code} ${source}`),
      ["unsupported-value nap"],
    );
    const [{ line, column } = assert.fail()] = problems;
    policy = { line, column: column + 2 };
  });

  it("explains a finding in the hover", async () => {
    assert.match(await hoverAt(workbench, policy, /none of WhenEmpty/), /none of WhenEmpty/);
    await workbench.page.keyboard.press("Escape");
  });

  it("completes a key", async () => {
    const above = policy.line - 1;
    await goTo(workbench, above, 1);
    await typeText(workbench, "\n");
    await goTo(workbench, above, 1);
    await typeText(workbench, "  lim");
    await acceptSuggestion(workbench, "limits");
    await screenshot(workbench, "browser-completed");
    assert.match(await visibleText(workbench), /^ {2}limits:/m);
    await runCommand(workbench, "File: Revert File");
  });

  it("repairs", async () => {
    await applyQuickFix(workbench, "Write WhenEmptyOrUnderutilized", policy);
    await waitForProblems(workbench, ({ length }) => length === 0);
  });
});
