import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromiumPath } from "./host/chromium.ts";
import { onEnd } from "./host/cleanup.ts";
import { hasDisplay } from "./host/electron.ts";
import { onPath } from "./host/onPath.ts";
import { runProcess } from "./host/runProcess.ts";
import { startServer, type ServerOptions } from "./host/server.ts";

const root = resolve(import.meta.dirname, "..");

/** A folder of its own below the system's temporary one; it goes with this process. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `nap-${name}-`));
  onEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A copy, so that trying out fixes leaves the samples as they are. */
export async function copySamples(): Promise<string> {
  const folder = await temporaryFolder("samples");
  await cp(join(root, "samples"), folder, { recursive: true });
  return folder;
}

/** Builds the extension; ends this process where that fails. */
export async function buildExtension(): Promise<void> {
  const { code } = await runProcess(process.execPath, [join(root, "esbuild.mjs")]);
  if (code !== 0) process.exit(code);
}

/**
 * Opens a VS Code with the extension on a folder and returns when it is closed. The installed one where a window can
 * be shown; else a server whose address is printed, which runs until Ctrl-C.
 */
export async function openWindow(folder: string, options: ServerOptions = {}): Promise<void> {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const code = hasDisplay() ? onPath(name) : undefined;
  await (code === undefined ? openServer(folder, options) : openDesktop(code, folder, options));
}

async function openDesktop(code: string, folder: string, options: ServerOptions): Promise<void> {
  console.log("Opening VS Code; close its window to end");
  const flags = ["--new-window", "--wait", `--extensionDevelopmentPath=${root}`];
  await runProcess(code, [...flags, ...(await ownProfile(options)), folder], {
    shell: process.platform === "win32",
    env: { ...process.env, ...options.env },
  });
}

/** A window with settings or an environment of its own cannot join a VS Code that runs already. */
async function ownProfile({ env, settings }: ServerOptions): Promise<readonly string[]> {
  if (env === undefined && settings === undefined) return [];
  const data = await temporaryFolder("vscode");
  await mkdir(join(data, "User"), { recursive: true });
  await writeFile(join(data, "User", "settings.json"), JSON.stringify(settings ?? {}));
  return [`--user-data-dir=${data}`, `--extensions-dir=${join(data, "extensions")}`];
}

async function openServer(folder: string, options: ServerOptions): Promise<void> {
  const server = await startServer(options);
  const url = server.url(folder, { extensionDevelopmentPath: server.remoteUri(root) });
  console.log(`\nVS Code with the extension, on sample manifests (Ctrl-C ends it):\n\n${url}\n`);
  if (!hasDisplay()) {
    await new Promise((resolve) => setInterval(resolve, 2 ** 30).ref());
    return;
  }
  const profile = await temporaryFolder("chromium");
  const flags = [`--user-data-dir=${profile}`, "--no-first-run", `--app=${url}`];
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  await runProcess(await chromiumPath(), [...flags, ...sandbox], { stdio: "ignore" });
}
