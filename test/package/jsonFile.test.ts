import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, resolve } from "node:path";

const bundle = resolve(import.meta.dirname, "../../dist/extension.js");

interface Opened {
  /** Files of dist/ that were loaded. */
  readonly loaded: readonly string[];
  /** Patterns of files that were looked for in the workspace. */
  readonly searched: readonly string[];
}

/** Activates the built extension in plain Node, in an editor that shows one document and answers all else with itself. */
function open(languageId: string, text: string): Opened {
  const program = `
const { Module } = require("node:module");
const searched = [];
const editor = new Proxy(function () {}, {
  get: (target, name) => name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : name === Symbol.iterator ? [][Symbol.iterator].bind([]) : editor,
  apply: () => editor,
  construct: () => editor,
  set: () => true,
});
const document = {
  languageId: ${JSON.stringify(languageId)}, version: 1, isClosed: false,
  getText: () => ${JSON.stringify(text)},
  uri: { scheme: "file", toString: () => "file:///a" },
};
const own = {
  textDocuments: [document], isTrusted: true, workspaceFolders: [editor],
  findFiles: async (pattern) => { searched.push(pattern); return []; },
};
const workspace = new Proxy(own, { get: (target, name) => target[name] ?? editor });
const api = new Proxy({}, { get: (target, name) => (name === "workspace" ? workspace : editor) });
const load = Module._load;
Module._load = (request, ...rest) => {
  if (request === "vscode") return api;
  return load(request, ...rest);
};
process.on("unhandledRejection", () => {});
const memory = { get: (key, other) => other, update: async () => {} };
require(${JSON.stringify(bundle)}).activate({ subscriptions: [], extensionUri: editor, globalState: memory, workspaceState: memory });
// Longer than the pause after which a document is judged: what is loaded later would be missed otherwise.
const { basename, dirname } = require("node:path");
const isOurs = (path) => dirname(path) === ${JSON.stringify(dirname(bundle))};
setTimeout(() => {
  const loaded = Object.keys(require.cache).filter(isOurs).map((path) => basename(path));
  console.log(JSON.stringify({ loaded, searched })); process.exit();
}, 1000);
`;
  const told = execFileSync(process.execPath, ["-e", program], { encoding: "utf8" });
  return JSON.parse(told) as Opened;
}

describe("opening a file", () => {
  it("of plain JSON loads nothing but the adapter and reads no file", () => {
    assert.deepEqual(open("json", '{ "name": "app", "version": "1.0.0" }'), {
      loaded: ["extension.js"],
      searched: [],
    });
  });

  it("of JSON that names NAP loads what judges templates, and nothing of manifests", () => {
    const text = JSON.stringify({ type: "managedClusters", nodeProvisioningProfile: {} });
    assert.deepEqual(open("json", text), { loaded: ["extension.js", "template.js"], searched: [] });
  });

  it("of YAML without our kinds looks for such files, and loads nothing", () => {
    const { loaded, searched } = open("yaml", "a: 1\n");
    assert.deepEqual(loaded, ["extension.js"]);
    assert.ok(searched.includes("**/*.{yaml,yml}"));
  });
});
