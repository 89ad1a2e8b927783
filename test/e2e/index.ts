import { globSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { SpecAndJson } from "../../scripts/specAndJson.ts";

/** Called by VS Code inside the extension host: runs every test file beside this one. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: SpecAndJson, color: false });
  for (const file of globSync("**/*.test.js", { cwd: __dirname }).sort()) {
    mocha.addFile(join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
