// Runs on whatever Node the machine has, before anything is installed: installs the packages when
// they are missing, then hands over to the script named on the command line, under the project's Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "..");
const { dependencies, devDependencies } = readJson("package.json");

/** @param {string} path below the root */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

/** @returns {boolean} whether every package that package.json names is there */
function arePackagesInstalled() {
  const names = Object.keys({ ...dependencies, ...devDependencies });
  return names.every((name) => existsSync(join(root, "node_modules", name)));
}

function installPackages() {
  console.log("Installing packages: npm ci");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** @returns {string} the executable of the package `node`, a development dependency */
function projectNode() {
  const path = join(root, "node_modules/node", readJson("node_modules/node/package.json").bin.node);
  if (existsSync(path)) return path;
  console.error(
    `${path} is missing: npm did not run the install script of the package "node".\n` +
      "Allow it (npm rebuild node) and try again.",
  );
  process.exit(1);
}

if (!arePackagesInstalled()) installPackages();

const [script = "", ...args] = process.argv.slice(2);
const child = spawn(projectNode(), [join(root, "scripts", script), ...args], {
  cwd: root,
  stdio: "inherit",
});
// Ctrl-C reaches the child by itself; a signal sent to this process alone has to be passed on.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
