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

/** The text that the active editor shows; lines out of sight are missing. */
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

/** Opens the problems panel and waits until it satisfies `isExpected`; returns its rows. */
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

async function readProblems(panel: Locator): Promise<Problem[]> {
  const rows = await panel.locator(".monaco-list-row").all();
  const problems = await Promise.all(rows.map(readProblem));
  return problems.filter((problem) => problem !== undefined);
}

/** Returns undefined for the row of a file. */
async function readProblem(row: Locator): Promise<Problem | undefined> {
  const text = async (selector: string) =>
    (await row.locator(selector).allTextContents()).join("").trim();
  const place = /Ln (\d+), Col (\d+)/.exec(await text(".marker-line"));
  if (place === null) return undefined;
  const icon = (await row.locator(".marker-icon").first().getAttribute("class")) ?? "";
  return {
    message: await text(".marker-message"),
    source: await text(".marker-source"),
    code: await text(".marker-code"),
    severity: icon.replace("marker-icon", "").trim(),
    line: Number(place[1]),
    column: Number(place[2]),
  };
}

/** How many squiggles of a severity the active editor shows. */
export async function countSquiggles(
  { page }: Workbench,
  severity: "error" | "warning" | "info" = "error",
): Promise<number> {
  return page.locator(`.editor-group-container.active .squiggly-${severity}`).count();
}

/** Opens the quick fixes at a place (counted from 1), as Ctrl+. does, and returns their titles. */
export async function listQuickFixes(
  workbench: Workbench,
  at: { readonly line: number; readonly column: number },
): Promise<string[]> {
  await goTo(workbench, at.line, at.column);
  await workbench.page.keyboard.press("ControlOrMeta+.");
  const rows = workbench.page.locator(".action-widget .monaco-list-row.action");
  await rows.first().waitFor();
  return (await rows.allTextContents()).map((title) => title.trim());
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
  await page.locator(".action-widget").waitFor({ state: "hidden" });
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
  await page.locator(".suggest-widget.visible .monaco-list-row").nth(index).click();
  await page.locator(".suggest-widget.visible").waitFor({ state: "hidden" });
}

/** Shows the hover at a place (counted from 1) and returns its text. */
export async function hoverAt(
  workbench: Workbench,
  at: { readonly line: number; readonly column: number },
): Promise<string> {
  const { page } = workbench;
  await goTo(workbench, at.line, at.column);
  await runCommand(workbench, "Show or Focus Hover");
  const hover = page.locator(".monaco-resizable-hover:visible .monaco-hover-content").first();
  await hover.waitFor();
  return hover.innerText();
}
