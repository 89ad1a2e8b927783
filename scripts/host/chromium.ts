import { existsSync } from "node:fs";
import { CannotRunError } from "./cacheFolder.ts";
import { canInstallFromDebian, installFromDebian } from "./debian.ts";
import { onPath } from "./onPath.ts";

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
  const found = installedChromium() ?? (await chromiumFromDebian());
  if (found !== undefined) return found;
  throw new CannotRunError("no Chromium found: install Chrome or Chromium, or set CHROME_PATH");
}

function installedChromium(): string | undefined {
  for (const name of names) {
    const path = onPath(name);
    if (path !== undefined) return path;
  }
  return applications.find((path) => existsSync(path));
}

async function chromiumFromDebian(): Promise<string | undefined> {
  if (!canInstallFromDebian()) return undefined;
  const packages = ["chromium", "fonts-dejavu-core", "fonts-liberation"];
  await installFromDebian("Chromium and fonts", packages);
  return installedChromium();
}
