import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { waitFor } from "../cluster/clusterObjects.ts";
import {
  answerDialog,
  dialogText,
  notification,
  quickInput,
  treeRow,
  treeTexts,
} from "../ui/clusterTree.ts";
import { copied, reloadWindow, screenshot, type Workbench } from "../ui/workbench.ts";

/** The themes in which the view is looked at, with the class that the workbench then has. */
const themes = {
  light: { id: "Light Modern", is: "vs" },
  contrast: { id: "Default High Contrast", is: "hc-black" },
  dark: { id: "Dark Modern", is: "vs-dark" },
} as const;

/** Saves what is on the screen in the dark, the light and the high contrast theme. */
export async function pictures(workbench: Workbench, name: string): Promise<void> {
  const { page, folder } = workbench;
  await mkdir(join(folder, ".vscode"), { recursive: true });
  for (const [kind, theme] of Object.entries(themes)) {
    const settings = JSON.stringify({ "workbench.colorTheme": theme.id });
    await writeFile(join(folder, ".vscode/settings.json"), settings);
    await page.locator(`.monaco-workbench.${theme.is}`).waitFor();
    await screenshot(workbench, `dance-${name}-${kind}`);
  }
}

/** Shuts or opens a view of the side bar. */
export async function toggleView({ page }: Workbench, name: string): Promise<void> {
  await page.locator(".pane-header", { hasText: name }).first().click();
}

/** Clicks a row, which takes its action, once more where the tree was drawn anew under the click. */
export async function clickRow(workbench: Workbench, text: string | RegExp): Promise<void> {
  const { page } = workbench;
  const asked = page.locator(".monaco-dialog-box, .quick-input-widget:visible, .tab.active");
  for (let tries = 0; tries < 3; tries += 1) {
    await treeRow(workbench, text).locator(".label-name").click();
    const isAsked = await asked
      .first()
      .waitFor({ timeout: patienceMs })
      .then(
        () => true,
        () => false,
      );
    if (isAsked) return;
  }
}

/** So long a busy machine may take from a click to its question. */
const patienceMs = 30_000;

/** What a question names, its picture, and the answer. */
export interface Answer {
  readonly says: RegExp;
  readonly button: string;
  readonly picture?: string;
}

/** Reads the question that is asked and answers it. */
export async function answer(
  workbench: Workbench,
  { says, button, picture }: Answer,
): Promise<void> {
  assert.match(await dialogText(workbench), says);
  if (picture !== undefined) await screenshot(workbench, `dance-${picture}`);
  await answerDialog(workbench, button);
}

/** Accepts a quick pick of several rows as it stands. */
export async function acceptPicks({ page }: Workbench): Promise<void> {
  const accept = quickInput(page).locator(".quick-input-action .monaco-button", { hasText: "OK" });
  await accept.click();
}

/** Clicks a button of the notification with these words. */
export async function clickNotification(
  workbench: Workbench,
  words: RegExp,
  button: string,
): Promise<void> {
  await notification(workbench, words);
  await item(workbench, words).locator(".monaco-button", { hasText: button }).click();
}

/** Clicks a remedy that is a command of another program, and copies that command. */
export async function copyRemedy(
  workbench: Workbench,
  row: string | RegExp,
  command: RegExp,
): Promise<string> {
  const copy = item(workbench, command).locator(".monaco-button", { hasText: "Copy Command" });
  const comes = () =>
    notification(workbench, command).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 3; tries += 1) {
    await treeRow(workbench, row).locator(".label-name").click();
    // A click is lost when the tree is drawn anew under it.
    if (await comes()) break;
  }
  await copy.click();
  return copied(workbench, command);
}

function item({ page }: Workbench, words: RegExp): Locator {
  return page.locator(".notifications-center .notification-list-item", { hasText: words }).first();
}

/** Runs a command from the palette that asks something next; the palette gives way to the question. */
export async function askByPalette({ page }: Workbench, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await quickInput(page).locator("input").first().fill(`>${title}`);
  await quickInput(page).locator(".monaco-list-row", { hasText: title }).first().click();
}

/** The heads of the seven steps as the view shows them, without their figures. */
async function stepTexts(workbench: Workbench): Promise<readonly string[]> {
  const texts = await treeTexts(workbench);
  const heads = texts.filter((text) => /^\d\. /.test(text));
  // Nodes may go between two looks, or be held by what was free before; all else about the steps stays.
  return heads.map((text) =>
    text
      .replaceAll("\n", " ")
      .replace(/( · )?\d+ (nodes?|of)\b.*$/, "")
      .replace(/(Drain.*?)(waiting|blocked)$/, "$1waiting or blocked"),
  );
}

/** Loads the window again and waits until the view shows the same steps, with the row to go on by. */
export async function sameAfterReload(workbench: Workbench, row: string): Promise<void> {
  // A view that is drawn anew shows nothing, or a part of its rows, for a moment.
  await treeRow(workbench, row).waitFor();
  const shown = await waitFor("the steps", async () => {
    const texts = await stepTexts(workbench);
    return texts.length === 7 ? texts : undefined;
  });
  await reloadWindow(workbench);
  await treeRow(workbench, row).waitFor();
  for (let looks = 0; looks < 100; looks += 1) {
    if (isDeepStrictEqual(await stepTexts(workbench), shown)) return;
    await workbench.page.waitForTimeout(100);
  }
  assert.deepEqual(await stepTexts(workbench), shown);
}
