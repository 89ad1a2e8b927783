import { join } from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { cacheFolder } from "./cacheFolder.ts";
import type { ExtensionTests } from "./extensionTests.ts";

const downloads = "https://update.code.visualstudio.com/api/releases/stable";

/**
 * Whether extension tests run in a desktop VS Code: as NAP_TEST_HOST says, else where a window can
 * be shown and VS Code can be downloaded, and never in CI, where the result must not depend on that.
 */
export async function canUseElectron(): Promise<boolean> {
  const wanted = process.env.NAP_TEST_HOST ?? "";
  if (wanted === "electron" || wanted === "server") return wanted === "electron";
  if (wanted !== "") throw new Error(`NAP_TEST_HOST is "${wanted}": use electron or server`);
  return !isSet("CI") && hasDisplay() && (await isReachable(downloads));
}

/** Whether this machine can show a window. */
export function hasDisplay(): boolean {
  return process.platform !== "linux" || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
}

/** Runs the tests in a desktop VS Code, downloaded on first use, and returns their exit code. */
export async function runInElectron(tests: ExtensionTests): Promise<number> {
  try {
    return await runTests({
      cachePath: join(cacheFolder(), "desktop"),
      extensionDevelopmentPath: [tests.extensionPath, ...(tests.besides ?? [])],
      extensionTestsPath: tests.testsPath,
      extensionTestsEnv: { ...tests.env },
      launchArgs: [tests.workspace, "--disable-extensions", "--disable-workspace-trust"],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

function isSet(name: string): boolean {
  return (process.env[name] ?? "") !== "";
}

async function isReachable(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}
