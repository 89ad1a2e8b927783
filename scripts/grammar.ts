// Tests the injection grammars on the YAML grammar of other editors and, where the test host is there, on VS Code's own.
import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { codeServerFolder } from "./host/codeServer.ts";
import { runProcess } from "./host/runProcess.ts";

const root = resolve(import.meta.dirname, "..");
const tester = join(root, "node_modules/vscode-tmgrammar-test/dist/unit.js");
const common = [join(root, "node_modules/tm-grammars/grammars/yaml.json")];

async function grammarsOfVSCode(): Promise<readonly string[]> {
  const syntaxes = join(await codeServerFolder(), "extensions/yaml/syntaxes");
  return globSync("*.json", { cwd: syntaxes }).map((name) => join(syntaxes, name));
}

for (const grammars of [common, await grammarsOfVSCode()]) {
  const flags = grammars.flatMap((path) => ["-g", path]);
  const { code } = await runProcess(process.execPath, [
    tester,
    ...flags,
    "test/grammar/*.test.yaml",
  ]);
  if (code !== 0) process.exitCode = code;
}
