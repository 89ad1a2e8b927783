import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { azVersionsOf, type AzVersions } from "../nap/azVersions.ts";

const timeoutMs = 60_000;

interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Versions of the Azure CLI and of its extension aks-preview, from `az version`, which runs without a shell.
 * @param env where `PATH` is taken from
 * @throws an error in words when az is not installed or does not answer
 */
export async function readAzVersions(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<AzVersions> {
  const { file, args } = azProgram(env, process.platform);
  const output = await new Promise<string>((resolve, reject) => {
    const options = { env: { ...env }, timeout: timeoutMs, windowsHide: true };
    execFile(file, [...args, "version", "-o", "json"], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new Error(wordsOf(error), { cause: error }));
    });
  });
  const versions = azVersionsOf(output);
  if (versions === undefined) throw new Error("az answered something else than its version");
  return versions;
}

function wordsOf(error: Error & { readonly killed?: boolean; readonly code?: unknown }): string {
  if (error.code === "ENOENT") return "az is not installed";
  return error.killed === true ? "az did not answer in time" : "az failed";
}

/** On Windows az is a script of the command prompt, which needs a shell: what it starts is Python beside it. */
export function azProgram(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Program {
  if (platform !== "win32") return { file: "az", args: [] };
  const folders = (env.Path ?? env.PATH ?? "").split(delimiter).filter(Boolean);
  const folder = folders.find((one) => existsSync(join(one, "az.cmd")));
  if (folder === undefined) return { file: "az", args: [] };
  return { file: join(folder, "..", "python.exe"), args: ["-IBm", "azure.cli"] };
}
