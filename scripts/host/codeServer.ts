import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { cachedFolder, CannotRunError } from "./cacheFolder.ts";
import { runProcess } from "./runProcess.ts";

/** The npm package that carries a complete VS Code server and workbench; 4.139.1 is VS Code 1.139.1. */
const version = "4.139.1";

/** Returns the folder of a VS Code server (it holds `out/server-main.js`), installed on first use. */
export async function codeServerFolder(): Promise<string> {
  const name = `code-server-${version}-node${process.versions.modules}`;
  return join(await cachedFolder(name, install), vscodeIn);
}

const vscodeIn = join("node_modules", "code-server", "lib", "vscode");

async function install(folder: string): Promise<void> {
  if (process.platform === "win32") {
    throw new CannotRunError(
      "the VS Code server has no Windows build; set NAP_TEST_HOST=electron for the extension tests",
    );
  }
  const start = performance.now();
  console.log(`Installing VS Code server (code-server ${version}, once): step 1 of 2, download`);
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  await npmInstall(folder, [`code-server@${version}`]);
  console.log("Installing VS Code server: step 2 of 2, its dependencies");
  await npmInstall(join(folder, vscodeIn), ["--omit=dev"]);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`Installing VS Code server: done in ${seconds} s`);
}

/** Native parts are left unbuilt: the server only logs that it misses them. */
async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ""}`;
  const { code, output } = await runProcess(
    "npm",
    ["install", "--prefix", folder, ...flags, ...args],
    { cwd: folder, stdio: "pipe", env: { ...process.env, PATH: path } },
  );
  if (code !== 0) {
    throw new CannotRunError(`npm could not install the VS Code server (exit ${code}):\n${output}`);
  }
}
