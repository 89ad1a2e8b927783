import { chromium, type Browser, type Page } from "playwright-core";
import { onEnd } from "./host/cleanup.ts";
import { chromiumPath } from "./host/chromium.ts";
import { codeServerFolder } from "./host/codeServer.ts";
import { canUseElectron, runInElectron } from "./host/electron.ts";
import type { ExtensionTests } from "./host/extensionTests.ts";
import { startServer, type Server, type ServerOptions } from "./host/server.ts";

/** What to show, all paths absolute. */
export interface WorkbenchOptions extends ServerOptions {
  /** A folder, or a workspace file. */
  readonly workspace: string;
  readonly extensionPath: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real workbench in a headless Chromium; `stop` ends the browser and the server. */
export interface OpenWorkbench {
  readonly page: Page;
  stop(): Promise<void>;
}

const testsTimeoutMs = 10 * 60_000;

/** Tells the lines of the tests' report from everything else on the console of a workbench. */
const mark = "nap-test> ";

/** Downloads and finds everything that the functions below need, so that they start at once. */
export async function prepareHost(): Promise<void> {
  await chromiumPath();
  await codeServerFolder();
}

/**
 * Runs extension tests inside a real VS Code and returns their exit code; the output goes to the
 * terminal. NAP_TEST_HOST=electron|server chooses the host; without it, a desktop VS Code is used
 * where it can be downloaded and shown, else the server.
 */
export async function runExtensionTests(tests: ExtensionTests): Promise<number> {
  return (await canUseElectron()) ? runInElectron(tests) : runInServer(tests);
}

/** Opens a folder in a real workbench with the extension loaded from its folder. */
export async function openWorkbench(options: WorkbenchOptions): Promise<OpenWorkbench> {
  const server = await startServer(options);
  try {
    const browser = await launchBrowser();
    const { viewport = { width: 1280, height: 800 } } = options;
    const permissions = ["clipboard-read", "clipboard-write"];
    const page = await browser.newPage({ viewport, permissions });
    const payload = { extensionDevelopmentPath: server.remoteUri(options.extensionPath) };
    await page.goto(server.url(options.workspace, payload));
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    return { page, stop: () => stopBoth(browser, server) };
  } catch (error) {
    await server.stop();
    throw new Error(`the workbench did not open; the server said:\n${server.log()}`, {
      cause: error,
    });
  }
}

async function runInServer(tests: ExtensionTests): Promise<number> {
  const server = await startServer({
    env: { ...tests.env, NAP_TEST_MARK: mark },
    besides: tests.besides ?? [],
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const exit = exitOf(page);
    const { print, unreported } = printReport();
    await page.exposeFunction("codeAutomationLog", print);
    const payload = {
      extensionDevelopmentPath: server.remoteUri(tests.extensionPath),
      extensionTestsPath: server.remoteUri(tests.testsPath),
    };
    await page.goto(server.url(tests.workspace, payload));
    const code = await exit;
    if (code !== 0) console.error(unreported());
    return code;
  } finally {
    await stopBoth(browser, server);
  }
}

/** The code that the workbench reports, or an error when the page or the time is gone. */
function exitOf(page: Page): Promise<number> {
  const exit = new Promise<number>((resolve, reject) => {
    const failWith = (why: string) => () => {
      reject(new Error(why));
    };
    page.on("crash", failWith("the browser page crashed"));
    page.on("close", failWith("the browser page was closed"));
    setTimeout(failWith("the extension tests did not end in time"), testsTimeoutMs).unref();
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  // Nobody waits yet while the page loads: a failure then must not end the process.
  exit.catch(() => undefined);
  return exit;
}

/**
 * Prints the tests' own report, and with NAP_TEST_LOG=all the whole console of the workbench.
 * `unreported` is the end of the console, for a run that ends before its first report.
 */
function printReport(): {
  readonly print: (type: string, args: readonly unknown[]) => void;
  readonly unreported: () => string;
} {
  let lines: string[] | undefined = [];
  return {
    print: (_type, args) => {
      const text = args.map(String).join(" ");
      if (text.startsWith(mark)) {
        lines = undefined;
        console.log(text.slice(mark.length));
      } else if (process.env.NAP_TEST_LOG === "all") console.log(text);
      else lines?.push(text);
    },
    unreported: () => (lines ?? []).slice(-2).join("\n"),
  };
}

async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const stop = onEnd(() => browser.close());
  browser.once("disconnected", () => void stop());
  return browser;
}

async function stopBoth(browser: Browser, server: Server): Promise<void> {
  await browser.close();
  await server.stop();
}
