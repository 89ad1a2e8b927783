import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { waitFor } from "../cluster/clusterObjects.ts";
import { openWorkbench, type WorkbenchOptions } from "../../scripts/host.ts";

/** A workbench with our extension on a folder of its own; `stop` ends all of it. */
export interface Workbench {
  readonly page: Page;
  /** The absolute path of the folder that it has open. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** How the window differs from an empty one. */
export interface World extends Pick<WorkbenchOptions, "env" | "settings" | "besides"> {
  /** The workspace file among the files that the window opens, instead of their folder. */
  readonly opens?: string;
}

const root = resolve(import.meta.dirname, "../..");

/** Opens a workbench on a new folder with these files (path below the folder -> text). */
export async function startWorkbench(
  files: Readonly<Record<string, string>>,
  viewport?: { readonly width: number; readonly height: number },
  { opens = "", ...world }: World = {},
): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), "nap-ui-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const size = viewport === undefined ? {} : { viewport };
    const opened = await openWorkbench({
      workspace: join(folder, opens),
      extensionPath: root,
      ...size,
      ...world,
    });
    return {
      page: opened.page,
      folder,
      stop: async () => {
        await opened.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** Saves what is on the screen as artifacts/<name>.png. */
export async function screenshot({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: join(root, "artifacts", `${name}.png`) });
}

/** What was copied last. */
function clipboardText({ page }: Workbench): Promise<string> {
  return page.evaluate<string>("navigator.clipboard.readText()");
}

/** Waits until this was copied, and returns all that was; a text counts without case. */
export async function copied(workbench: Workbench, what: string | RegExp): Promise<string> {
  const isIt = (text: string) =>
    typeof what === "string" ? text.toLowerCase() === what.toLowerCase() : what.test(text);
  let text = "";
  await waitFor(
    `the clipboard to hold ${String(what)}`,
    async () => {
      text = await clipboardText(workbench);
      return isIt(text) ? true : undefined;
    },
    30_000,
  ).catch((error: unknown) => {
    throw new Error(`The clipboard holds ${text}`, { cause: error });
  });
  return text;
}

/** Keeps what the screen shows when a test of the suite fails, as artifacts/failed-<title>.png. */
export function keepFailures(workbench: () => Workbench): void {
  afterEach(async function () {
    const { title = "", state } = this.currentTest ?? {};
    if (state !== "failed") return;
    await screenshot(workbench(), `failed-${title.replaceAll(/\W+/g, "-").slice(0, 60)}`);
    // A menu or a question that was left open would fail the tests that follow.
    for (let times = 0; times < 3; times += 1) await workbench().page.keyboard.press("Escape");
  });
}

/** What the active editor shows of its text, once these words are in it. */
export async function editorText({ page }: Workbench, words: string): Promise<string> {
  const lines = page.locator(".editor-group-container.active .editor-instance .view-lines").last();
  // Blanks are shown as non-breaking ones.
  const plain = async () => (await lines.innerText()).replaceAll("\u00a0", " ");
  await lines.filter({ hasText: new RegExp(words.replaceAll(" ", "\\s")) }).waitFor();
  return plain();
}

/** The text of a Markdown preview that is open, once these words are in it. */
export function previewText({ page }: Workbench, words: RegExp): Promise<string> {
  const look = async () => {
    const frames = page.frames().filter((frame) => frame.url().includes("fake.html"));
    const bodies = frames.map((frame) => frame.locator("body").innerText({ timeout: 1000 }));
    const texts = (await Promise.allSettled(bodies)).map((one) =>
      one.status === "fulfilled" ? one.value : "",
    );
    return texts.find((text) => words.test(text));
  };
  return waitFor(`a preview with ${words.source}`, look, 60_000);
}

/**
 * Loads the window again. By its command, which writes down first what is to outlive the window; the page alone would be
 * gone before what was kept in its last tenth of a second.
 */
export async function reloadWindow(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const isLoaded = () => hasCome(page.waitForEvent("load", { timeout: longestReloadMs }));
  for (let tries = 1; ; tries += 1) {
    const [loaded] = await Promise.all([
      isLoaded(),
      runCommand(workbench, "Developer: Reload Window", { staysOpen: true }),
    ]);
    if (loaded) break;
    // The palette filters its rows while it is clicked: the click may miss.
    if (tries === 3) throw new Error("The window does not load again.");
    await page.keyboard.press("Escape");
  }
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
}

/** So long a busy machine may take from the command to the new page. */
const longestReloadMs = 30_000;

/** Runs a command by its title, through the command palette, which may give way to a question (`staysOpen`). */
export async function runCommand(
  { page }: Workbench,
  title: string,
  { staysOpen = false } = {},
): Promise<void> {
  await pick(page, { keys: "F1", input: `>${title}`, row: title, staysOpen });
}

/** Opens a file of the folder by quick open and waits until its editor has the focus. */
export async function openFile({ page }: Workbench, path: string): Promise<void> {
  const name = path.split("/").at(-1) ?? path;
  await pick(page, { keys: "ControlOrMeta+p", input: path, row: name });
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/** Saves the active editor, which shows the file `path` of the folder, and returns the file's text. */
export async function savedText({ page, folder }: Workbench, path: string): Promise<string> {
  const saved = page.locator(".tab.active:not(.dirty)");
  // A key pressed while a list of fixes closes goes nowhere.
  for (let tries = 0; tries < 5; tries += 1) {
    await page.keyboard.press("ControlOrMeta+s");
    if (await hasCome(saved.waitFor({ timeout: 5000 })))
      return readFile(join(folder, path), "utf8");
  }
  throw new Error(`${path} is not saved`);
}

/** Puts the cursor at a line and column, both counted from 1 as the editor shows them. */
export async function goTo({ page }: Workbench, line: number, column = 1): Promise<void> {
  await pick(page, { keys: "Control+g", input: `:${line}:${column}` });
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/** Whether what is waited for came within its time. */
function hasCome(waiting: Promise<unknown>): Promise<boolean> {
  return waiting.then(
    () => true,
    () => false,
  );
}

/** So long a busy machine may take to show a quick input. */
const longestOpeningMs = 20_000;

interface Question {
  readonly keys: string;
  readonly input: string;
  readonly row?: string;
  readonly staysOpen?: boolean;
}

/** Opens a quick input, fills it and accepts the row with the text `row` (or what the input says). */
async function pick(page: Page, { keys, input, row, staysOpen = false }: Question): Promise<void> {
  const widget = page.locator(".quick-input-widget:visible");
  const isFilled = () =>
    hasCome(widget.locator("input").fill(input, { timeout: longestOpeningMs }));
  for (let tries = 1; ; tries += 1) {
    await page.keyboard.press(keys);
    if (await isFilled()) break;
    // A view that takes the focus meanwhile closes it.
    if (tries === 5) throw new Error(`No quick input opens for ${input}.`);
    await page.keyboard.press("Escape");
  }
  if (row !== undefined) await widget.locator(".monaco-list-row", { hasText: row }).first().click();
  else await page.keyboard.press("Enter");
  if (!staysOpen) await widget.waitFor({ state: "hidden" });
}
