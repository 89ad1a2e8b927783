import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder, CannotRunError } from "./cacheFolder.ts";
import { canInstallFromDebian, installFromDebian } from "./debian.ts";
import { onPath } from "./onPath.ts";
import { runProcess } from "./runProcess.ts";

/** Of PyPI; the packages that it needs are pinned in azureCliPackages.txt. */
const version = "2.91.0";
const pins = join(import.meta.dirname, "azureCliPackages.txt");
const isWindows = process.platform === "win32";
const pythonIn = isWindows ? join("venv", "Scripts", "python.exe") : join("venv", "bin", "python");

/**
 * The real Azure CLI: the one that AZ_CLI names, else `az` of PyPI in the per-user cache, installed on first use.
 * Its folder holds nothing else, so that it can be put on a PATH.
 * @throws CannotRunError where Python is missing or PyPI does not answer.
 */
export async function azureCliPath(): Promise<string> {
  const wanted = process.env.AZ_CLI ?? "";
  if (wanted !== "") return wanted;
  const folder = await cachedFolder(`azure-cli-${version}`, install);
  return join(folder, "bin", isWindows ? "az.cmd" : "az");
}

/** Installs it, so that tests start at once; where that cannot be, they themselves tell. */
export async function prepareAzureCli(): Promise<void> {
  try {
    await azureCliPath();
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    console.log(error.message);
  }
}

async function install(folder: string): Promise<void> {
  const start = performance.now();
  const python = await usablePython();
  console.log(`Installing Azure CLI ${version} (PyPI, once; a minute, 700 MB)`);
  await succeed(python, ["-m", "venv", join(folder, "venv")]);
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  const what = ["--constraint", pins, `azure-cli==${version}`];
  await succeed(join(folder, pythonIn), ["-m", "pip", "install", ...quiet, ...what]);
  await writeStarter(join(folder, "bin"));
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`Installing Azure CLI: done in ${seconds} s`);
}

/** What pip writes as `az` names the folder in which it was installed, which is renamed when it is complete. */
async function writeStarter(folder: string): Promise<void> {
  await mkdir(folder);
  if (isWindows) {
    await writeFile(join(folder, "az.cmd"), `@"%~dp0..\\${pythonIn}" -m azure.cli %*\r\n`);
    return;
  }
  const path = join(folder, "az");
  await writeFile(path, `#!/bin/sh\nexec "$(dirname "$0")/../${pythonIn}" -m azure.cli "$@"\n`);
  await chmod(path, 0o755);
}

async function usablePython(): Promise<string> {
  const names = isWindows ? ["python.exe"] : ["python3", "python"];
  for (const name of names) if (await canMakeVenv(name)) return name;
  if (canInstallFromDebian()) {
    await installFromDebian("Python", ["python3", "python3-venv"]);
    if (await canMakeVenv("python3")) return "python3";
  }
  throw new CannotRunError(
    "the Azure CLI needs Python 3.10 or newer with venv; install it, or set AZ_CLI to an az",
  );
}

async function canMakeVenv(python: string): Promise<boolean> {
  if (onPath(python) === undefined) return false;
  const test = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";
  const { code } = await runProcess(python, ["-c", test], { stdio: "pipe" });
  return code === 0;
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runProcess(command, args, { stdio: "pipe" });
  if (code === 0) return;
  throw new CannotRunError(`the Azure CLI could not be installed (exit ${code}):\n${output}`);
}
