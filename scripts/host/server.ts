import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { onEnd } from "./cleanup.ts";
import { codeServerFolder } from "./codeServer.ts";
import { signalTree } from "./runProcess.ts";

/** A running VS Code server on loopback. */
export interface Server {
  /** Where the workbench opens on a folder or workspace file (absolute path), with development extensions and the like in `payload`. */
  url(path: string, payload: Readonly<Record<string, string>>): string;
  /** The address of a file as the workbench names it. */
  remoteUri(path: string): string;
  /** What the server printed so far: for the message when something went wrong. */
  log(): string;
  stop(): Promise<void>;
}

/** How a server differs from an empty one. */
export interface ServerOptions {
  /** Added to the environment of its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the machine, by their ids. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of extensions that are installed. */
  readonly besides?: readonly string[];
}

/** Settings that keep everything away that a test or a first look does not need. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "window.title": "${activeEditorShort}${separator}${rootName}",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const startTimeoutMs = 60_000;

/**
 * Starts a VS Code server on a free port of loopback, with empty user data and no other extensions than are named.
 * It ends with this process at the latest.
 */
export async function startServer({ env, ...world }: ServerOptions = {}): Promise<Server> {
  const code = await codeServerFolder();
  const data = await newUserData(world);
  const port = await freePort();
  const token = randomUUID();
  const child = spawn(process.execPath, serverArguments({ code, data, port, token }), {
    cwd: data,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  }
  const hasExited = new Promise((resolve) => child.once("exit", resolve));
  const stop = onEnd(async () => {
    signalTree(child, "SIGKILL");
    await hasExited;
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  });
  await waitUntilReady({ port, log: () => log, hasEnded: () => child.exitCode !== null }, stop);
  return { ...addresses(port, token), log: () => log, stop };
}

async function newUserData({ settings, besides = [] }: ServerOptions): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), "nap-vscode-"));
  await mkdir(join(data, "data", "Machine"), { recursive: true });
  const machine = JSON.stringify({ ...quietSettings, ...settings });
  await writeFile(join(data, "data/Machine/settings.json"), machine);
  await mkdir(join(data, "extensions"));
  // Links, so that they find the packages of the project.
  for (const folder of besides) await symlink(folder, join(data, "extensions", basename(folder)));
  return data;
}

interface Settings {
  readonly code: string;
  readonly data: string;
  readonly port: number;
  readonly token: string;
}

function serverArguments({ code, data, port, token }: Settings): string[] {
  return [
    "--import",
    new URL("endWithParent.mjs", import.meta.url).href,
    join(code, "out", "server-main.js"),
    "--accept-server-license-terms",
    "--disable-workspace-trust",
    // Without this a built workbench ignores an extension under development.
    "--enable-smoke-test-driver",
    "--telemetry-level=off",
    // The environment is ours, not that of a login shell, which would set PATH anew.
    "--force-disable-user-env",
    "--host=127.0.0.1",
    `--port=${port}`,
    `--connection-token=${token}`,
    `--server-data-dir=${data}`,
    `--extensions-dir=${join(data, "extensions")}`,
  ];
}

function addresses(port: number, token: string): Pick<Server, "url" | "remoteUri"> {
  return {
    url: (path, payload) => {
      const query = new URLSearchParams({
        tkn: token,
        [path.endsWith(".code-workspace") ? "workspace" : "folder"]: path,
        payload: JSON.stringify(Object.entries(payload)),
      });
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    remoteUri: (path) => `vscode-remote://127.0.0.1:${port}${path}`,
  };
}

interface Starting {
  readonly port: number;
  log(): string;
  hasEnded(): boolean;
}

async function waitUntilReady(starting: Starting, stop: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (await answers(starting.port)) return;
    if (starting.hasEnded() || Date.now() > deadline) {
      await stop();
      throw new Error(`the VS Code server did not start:\n${starting.log()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
