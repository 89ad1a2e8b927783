#!/usr/bin/env node
// What pre-commit runs: nap-lint of the clone that pre-commit keeps, built on first use. `language: node` does not do it: npm
// cannot install a package globally from git that has to be built.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const cli = join(root, "dist/cli.js");

if (!existsSync(cli)) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    // What is linted is on standard output.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(2);
}
const { status } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 2);
