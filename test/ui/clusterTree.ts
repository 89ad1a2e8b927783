import type { Locator, Page } from "playwright-core";
import type { Workbench } from "./workbench.ts";

/** Opens the view container of the extension. */
export async function openClusterView({ page }: Workbench): Promise<void> {
  await page.locator(".activitybar .action-label[aria-label*='AKS NAP']").click();
}

/** The row of a tree with this text; the first one where several have it. */
export function treeRow({ page }: Workbench, text: string | RegExp): Locator {
  return page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
}

/** The texts of all rows of the view container in sight, from top to bottom. */
export function treeTexts({ page }: Workbench): Promise<readonly string[]> {
  return page.locator(".pane-body .monaco-list-row").allInnerTexts();
}

/** Opens a node of the tree, if it is not open. */
export function expand(workbench: Workbench, text: string | RegExp): Promise<void> {
  return turn(workbench, text, "true");
}

/** Closes a node of the tree, if it is open. */
export function collapse(workbench: Workbench, text: string | RegExp): Promise<void> {
  return turn(workbench, text, "false");
}

/** A click is lost when the tree is drawn anew under it. */
async function turn(workbench: Workbench, text: string | RegExp, to: "true" | "false") {
  const row = treeRow(workbench, text);
  const isDone = async () => (await row.getAttribute("aria-expanded")) === to;
  // A second click may undo the first, which came late.
  const staysDone = async () => {
    if (!(await isDone())) return false;
    await workbench.page.waitForTimeout(300);
    return isDone();
  };
  for (let tries = 0; tries < 5 && !(await staysDone()); tries += 1) {
    if (!(await isDone())) await row.locator(".monaco-tl-twistie").click();
    for (let looks = 0; looks < 30 && !(await isDone()); looks += 1)
      await workbench.page.waitForTimeout(100);
  }
}

/** Runs an action of a row's context menu. */
export async function contextAction(
  workbench: Workbench,
  text: string | RegExp,
  action: string,
): Promise<void> {
  const menu = workbench.page.locator(".context-view .monaco-menu");
  const item = menu.locator(".action-label", { hasText: action }).first();
  const comes = (state: "visible" | "hidden", timeout: number) =>
    (state === "visible" ? item : menu).waitFor({ state, timeout }).then(
      () => true,
      () => false,
    );
  const focused = workbench.page.locator(".pane-body .monaco-list-row.focused", { hasText: text });
  for (let tries = 0; tries < 5; tries += 1) {
    await treeRow(workbench, text).click({ button: "right" });
    // A tree that redraws under the mouse opens the menu of another row, which has the focus then.
    if ((await comes("visible", 5000)) && (await focused.count()) > 0) {
      // A menu that has just opened takes the first click for the end of the one that opened it.
      for (let clicks = 0; clicks < 5; clicks += 1) {
        await item.click();
        if (await comes("hidden", 2000)) return;
      }
    }
    await workbench.page.keyboard.press("Escape");
  }
  throw new Error(`The menu of ${String(text)} has no ${action}.`);
}

/** The words of the modal dialog, once it is there. */
export async function dialogText({ page }: Workbench): Promise<string> {
  return page.locator(".monaco-dialog-box").innerText();
}

/** Answers the modal dialog. */
export async function answerDialog({ page }: Workbench, button: string): Promise<void> {
  const box = page.locator(".monaco-dialog-box");
  await box.locator(".monaco-button", { hasText: button }).click();
}

/** Picks a row of the quick pick. */
export async function pickRow({ page }: Workbench, text: string): Promise<void> {
  await quickInput(page).locator(".monaco-list-row", { hasText: text }).first().click();
}

/** The quick input that is open. */
export function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible");
}

/** Goes on past the obstacles of the preflight before enabling, where it names some. */
export async function passObstacles(workbench: Workbench, cluster = ""): Promise<void> {
  const { page } = workbench;
  const goOn = page.locator(".monaco-dialog-box .monaco-button", { hasText: "Go On" });
  const question = quickInput(page).filter({ hasText: "default NodePools" });
  // A tree that is drawn anew at the moment of the click forgets which row it was about.
  const which = quickInput(page).locator("input[placeholder='Which cluster?']");
  await goOn.or(question).or(which).first().waitFor();
  if (await which.isVisible()) {
    await pickRow(workbench, cluster);
    await goOn.or(question).first().waitFor();
  }
  if (await goOn.isVisible()) await goOn.click();
}

/** Ends what a progress notification with these words stands for. */
export async function cancelProgress(workbench: Workbench, words: RegExp): Promise<void> {
  await notification(workbench, words);
  const item = workbench.page
    .locator(".notifications-center .notification-list-item", { hasText: words })
    .first();
  await item.locator(".monaco-button", { hasText: "Cancel" }).click();
}

const longestWaitMs = 60_000;

/** The notification with these words, once it is there; the driver of smoke tests keeps them from popping up. */
export async function notification({ page }: Workbench, words: RegExp): Promise<string> {
  const center = page.locator(".notifications-center");
  const found = center.locator(".notification-list-item", { hasText: words }).first();
  // The center shuts when the last progress in it ends.
  for (const end = Date.now() + longestWaitMs; Date.now() < end;) {
    if (!(await center.isVisible()))
      await page
        .locator("[id='status.notifications'] a")
        .click({ timeout: 2000 })
        .catch(() => undefined);
    if (await found.isVisible()) return found.innerText();
    await page.waitForTimeout(500);
  }
  throw new Error(`No notification says ${words.source}. There is: ${await center.innerText()}`);
}
