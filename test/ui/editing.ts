import type { Locator } from "playwright-core";
import { goTo, runCommand, type Workbench } from "./workbench.ts";

/** One row of the problems panel. */
export interface Problem {
  readonly message: string;
  readonly source: string;
  /** The rule id; empty when the problem has none. */
  readonly code: string;
  readonly severity: string;
  /** Counted from 1, as the panel shows them. */
  readonly line: number;
  readonly column: number;
}

/** What is read of an element that shows a line; the elements are in no order. */
interface DrawnLine {
  readonly style: { readonly top: string };
  readonly textContent: string;
}

/** The text that the active editor shows, inlay hints included; lines out of sight are missing. */
export async function visibleText({ page }: Workbench): Promise<string> {
  const lines = page.locator(".editor-group-container.active .view-lines .view-line");
  const rows = await lines.evaluateAll((elements) =>
    // Runs in the browser; the project has no DOM types.
    (elements as unknown as readonly DrawnLine[])
      .map(({ style, textContent }) => ({ top: parseInt(style.top, 10), text: textContent }))
      .sort((a, b) => a.top - b.top),
  );
  // The editor draws spaces as no-break spaces.
  return rows.map(({ text }) => text.replaceAll("\u00a0", " ")).join("\n");
}

/** Types text as a person does, key by key. The editor indents and closes brackets on its own. */
export async function typeText({ page }: Workbench, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 20 });
}

/**
 * Opens the problems panel and waits until it satisfies `isExpected`; returns its rows. Rows out of
 * sight are missing: a test that wants many asks for a high viewport.
 */
export async function waitForProblems(
  workbench: Workbench,
  isExpected: (problems: readonly Problem[]) => boolean = ({ length }) => length > 0,
): Promise<Problem[]> {
  const { page } = workbench;
  const panel = page.locator(".markers-panel");
  if (!(await panel.isVisible())) await runCommand(workbench, "View: Focus Problems");
  await panel.waitFor();
  const deadline = Date.now() + 20_000;
  for (;;) {
    const problems = await readProblems(panel);
    if (isExpected(problems)) return problems;
    if (Date.now() > deadline) {
      throw new Error(`not the problems expected, but ${JSON.stringify(problems, null, 2)}`);
    }
    await page.waitForTimeout(100);
  }
}

/** What is read of an element of the panel. */
interface PanelElement {
  readonly className: string;
  readonly textContent: string;
  querySelector(selector: string): PanelElement | null;
}

/** Reads all rows in one go, because the panel draws them anew at any time; rows of files and related places are left out. */
async function readProblems(panel: Locator): Promise<Problem[]> {
  return panel.locator(".monaco-list-row").evaluateAll((elements) =>
    // Runs in the browser; the project has no DOM types.
    (elements as unknown as readonly PanelElement[]).flatMap((row) => {
      const icon = row.querySelector(".marker-icon");
      const text = (selector: string) => row.querySelector(selector)?.textContent.trim() ?? "";
      const place = /Ln (\d+), Col (\d+)/.exec(text(".marker-line"));
      if (icon === null || place === null) return [];
      return {
        message: text(".marker-message"),
        source: text(".marker-source"),
        code: text(".marker-code"),
        severity: icon.className.replace("marker-icon", "").trim(),
        line: Number(place[1]),
        column: Number(place[2]),
      };
    }),
  );
}

/** How many squiggles of a severity the active editor shows. */
export async function countSquiggles(
  { page }: Workbench,
  severity: "error" | "warning" | "info" = "error",
): Promise<number> {
  const squiggles = page.locator(`.editor-group-container.active .squiggly-${severity}`);
  // The problems panel is filled before the editor draws; an editor without findings draws none.
  await squiggles
    .first()
    .waitFor({ state: "attached", timeout: 10_000 })
    .catch(() => undefined);
  return squiggles.count();
}

/** Opens the quick fixes at a place (counted from 1), as Ctrl+. does, and returns their titles. */
export async function listQuickFixes(
  workbench: Workbench,
  at: { readonly line: number; readonly column: number },
): Promise<string[]> {
  await goTo(workbench, at.line, at.column);
  const rows = workbench.page.locator(".action-widget .monaco-list-row.action");
  await openQuickFixes(workbench);
  return (await rows.allTextContents()).map((title) => title.trim());
}

/** Presses the key until the list is there: VS Code drops it while an earlier list is closing. */
export async function openQuickFixes({ page }: Workbench): Promise<void> {
  const first = page.locator(".action-widget .monaco-list-row.action").first();
  for (let tries = 0; tries < 10; tries += 1) {
    await page.keyboard.press("ControlOrMeta+.");
    const isThere = first.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (await isThere) return;
  }
  throw new Error("the list of quick fixes does not open");
}

/** Applies the quick fix with this title at a place; rejects with the titles there are instead. */
export async function applyQuickFix(
  workbench: Workbench,
  title: string,
  at: { readonly line: number; readonly column: number },
): Promise<void> {
  const titles = await listQuickFixes(workbench, at);
  const { page } = workbench;
  if (!titles.includes(title)) {
    throw new Error(`no quick fix "${title}", but ${JSON.stringify(titles)}`);
  }
  await page.locator(".action-widget .monaco-list-row.action", { hasText: title }).nth(0).click();
  await page.locator(".action-widget:visible").first().waitFor({ state: "hidden" });
}

/** Opens the suggestions at the cursor and returns their labels as far as they are in sight. */
export async function listSuggestions({ page }: Workbench): Promise<string[]> {
  const widget = page.locator(".suggest-widget.visible");
  if (!(await widget.isVisible())) await page.keyboard.press("Control+Space");
  await widget.locator(".monaco-list-row .label-name").first().waitFor();
  return widget.locator(".monaco-list-row .label-name").allTextContents();
}

/** Accepts the suggestion with this label; rejects with the labels there are instead. */
export async function acceptSuggestion(workbench: Workbench, label: string): Promise<void> {
  const labels = await listSuggestions(workbench);
  const index = labels.indexOf(label);
  if (index < 0) throw new Error(`no suggestion "${label}", but ${JSON.stringify(labels)}`);
  const { page } = workbench;
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await rows.nth(index).click();
  // The list of what comes next may open in its place before anybody sees it closed.
  const accepted = rows.filter({ has: page.getByText(label, { exact: true }) });
  await accepted.first().waitFor({ state: "hidden" });
}

/** Shows the hover at a place (counted from 1) and returns its text. */
export async function hoverAt(
  workbench: Workbench,
  at: { readonly line: number; readonly column: number },
  expected?: RegExp,
): Promise<string> {
  const { page } = workbench;
  const hover = page.locator(".monaco-resizable-hover:visible .monaco-hover-content").first();
  let text = "";
  // On a busy machine the hover may open before the editor has drawn the finding.
  for (let tries = 0; tries < 6; tries += 1) {
    await goTo(workbench, at.line, at.column);
    await runCommand(workbench, "Show or Focus Hover");
    await hover.waitFor();
    text = await hover.innerText();
    if (expected === undefined || expected.test(text)) return text;
    await page.keyboard.press("Escape");
    await page.waitForTimeout(1000);
  }
  return text;
}
