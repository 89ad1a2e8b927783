import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CannotRunError } from "./cacheFolder.ts";
import { runProcess } from "./runProcess.ts";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Returns the executable of a Chromium: CHROME_PATH, an installed one, or (as root on Debian and its
 * descendants) the distribution's package, installed now. Throws CannotRunError when there is none.
 */
export async function chromiumPath(): Promise<string> {
  const wanted = process.env.CHROME_PATH;
  if (wanted !== undefined && wanted !== "") {
    if (existsSync(wanted)) return wanted;
    throw new CannotRunError(`CHROME_PATH names ${wanted}, which does not exist`);
  }
  const found = installedChromium() ?? (await installFromDebian());
  if (found !== undefined) return found;
  throw new CannotRunError("no Chromium found: install Chrome or Chromium, or set CHROME_PATH");
}

/** Returns the path of a program on PATH, or undefined. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function installedChromium(): string | undefined {
  for (const name of names) {
    const path = onPath(name);
    if (path !== undefined) return path;
  }
  return applications.find((path) => existsSync(path));
}

async function installFromDebian(): Promise<string | undefined> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || onPath("apt-get") === undefined) return undefined;
  console.log("Installing Chromium and fonts (apt-get, once)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium", "fonts-dejavu-core", "fonts-liberation"];
  let output = "";
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
  ]) {
    const ended = await runProcess("apt-get", args, { stdio: "pipe", env });
    output += ended.output;
    if (ended.code !== 0) throw new CannotRunError(`apt-get ${args[0] ?? ""} failed:\n${output}`);
  }
  return installedChromium();
}
