import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { middle } from "./measure.ts";
import type { Measured } from "./measure.ts";

const bundle = join(import.meta.dirname, "../../dist/extension.js");

/** Loads the bundle in plain Node with an editor that answers everything with itself, activates it and prints the time. */
const program = `
const { Module } = require("node:module");
const editor = new Proxy(function () {}, {
  get: (target, name) => (name === Symbol.toPrimitive ? () => "" : name === Symbol.iterator ? [][Symbol.iterator].bind([]) : editor),
  apply: () => editor,
  construct: () => editor,
  set: () => true,
});
// The bundle copies the module's own names, so it needs some: every name that stands behind a dot in it.
const code = require("node:fs").readFileSync(${JSON.stringify(bundle)}, "utf8");
const names = new Set(code.match(/(?<=\\.)[A-Za-z]\\w+/g));
const api = Object.fromEntries([...names].map((name) => [name, editor]));
const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? api : load(request, ...rest));
const memory = { get: (key, other) => other, update: async () => {} };
const context = { subscriptions: [], extensionUri: editor, globalState: memory, workspaceState: memory };
const start = performance.now();
require(${JSON.stringify(bundle)}).activate(context);
console.log(performance.now() - start);
process.exit();
`;

/** Loading and activating the extension; nothing where it is not built. */
export function activation(runs: number): Measured[] {
  if (!existsSync(bundle)) return [];
  const times = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })),
  );
  return [{ what: "load and activate", ours: middle(times), atMost: 15 }];
}
