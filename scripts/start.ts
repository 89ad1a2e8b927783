// npm start: builds the extension and opens a VS Code with it on copies of the sample manifests.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromiumPath } from "./host/chromium.ts";
import { endAll, onEnd } from "./host/cleanup.ts";
import { hasDisplay } from "./host/electron.ts";
import { onPath } from "./host/onPath.ts";
import { runProcess } from "./host/runProcess.ts";
import { startServer } from "./host/server.ts";

const root = resolve(import.meta.dirname, "..");

/** A copy, so that trying out fixes leaves the samples as they are. */
async function copySamples(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "nap-samples-"));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  await cp(join(root, "samples"), folder, { recursive: true });
  return folder;
}

/** Returns when the window is closed. */
async function openDesktop(code: string, folder: string): Promise<void> {
  console.log("Opening VS Code; close its window to end");
  const flags = ["--new-window", "--wait", `--extensionDevelopmentPath=${root}`];
  await runProcess(code, [...flags, folder], { shell: process.platform === "win32" });
}

/** Returns when the browser is closed; without a display it serves until Ctrl-C. */
async function openServer(folder: string): Promise<void> {
  const server = await startServer();
  const url = server.url(folder, { extensionDevelopmentPath: server.remoteUri(root) });
  console.log(`\nVS Code with the extension, on sample manifests (Ctrl-C ends it):\n\n${url}\n`);
  if (!hasDisplay()) {
    await new Promise((resolve) => setInterval(resolve, 2 ** 30).ref());
    return;
  }
  const profile = await mkdtemp(join(tmpdir(), "nap-chromium-"));
  onEnd(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const flags = [`--user-data-dir=${profile}`, "--no-first-run", `--app=${url}`];
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  await runProcess(await chromiumPath(), [...flags, ...sandbox], { stdio: "ignore" });
}

const { code: built } = await runProcess(process.execPath, [join(root, "esbuild.mjs")]);
if (built !== 0) process.exit(built);
try {
  const folder = await copySamples();
  const desktop = hasDisplay()
    ? onPath(process.platform === "win32" ? "code.cmd" : "code")
    : undefined;
  await (desktop === undefined ? openServer(folder) : openDesktop(desktop, folder));
} finally {
  await endAll();
}
