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
import {
  goTo,
  keepFailures,
  runCommand,
  screenshot,
  startWorkbench,
  type Workbench,
} from "./workbench.ts";

const workspace = { folders: [{ uri: "memory:/", name: "memory" }] };
const kinds = { "aks-nap.aks-nap": ["web"], "aks-nap.memory-files": ["web"] };

/**
 * Files that no search finds are opened by a click. A window that starts on a busy machine may read its workspace file
 * before the server's files are there, and stays without folders; it is loaded again then.
 */
async function openFromExplorer({ page }: Workbench, name: string): Promise<void> {
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
  for (let tries = 0; tries < 4; tries += 1) {
    const isThere = row.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (await isThere) break;
    await page.reload();
  }
  await row.dblclick();
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

  keepFailures(() => workbench);

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
