// Builds dist/ (what is shipped) and, with --tests, out/ (what runs inside the extension host in tests).
import { build } from "esbuild";
import { existsSync, globSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import ts from "typescript";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

const root = import.meta.dirname;
const isProduction = process.argv.includes("--production");

/** Entry points of dist/; one whose source does not exist is left out. */
const entries = Object.entries({
  extension: "src/extension.ts",
  language: "src/language/index.ts",
  editing: "src/language/editing/index.ts",
  template: "src/nap/template/diagnose/diagnoseTemplate.ts",
  clusterViews: "src/ui/clusterViews.ts",
  cluster: "src/cluster.ts",
  cli: "src/cli.ts",
}).filter(([, path]) => existsSync(join(root, path)));

/** Folders of JSON facts: files beside the bundles, so that code and data are measured apart. */
const dataFolders = ["schemas", "data"];

/** The same for all bundles: what VS Code and Node 20 can load with `require`. */
const common = {
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
  absWorkingDir: root,
};

/** What is loaded on first use stays a bundle of its own: the path it is imported by, and its bundle. */
const loadedLater = [
  { filter: /^\.\/cluster\.ts$/, path: "./cluster.js" },
  { filter: /\/clusterViews\.ts$/, path: "./clusterViews.js" },
  { filter: /\/language\/index\.ts$/, path: "./language.js" },
  { filter: /\/language\/editing\/index\.ts$/, path: "./editing.js" },
  { filter: /\/diagnoseTemplate\.ts$/, path: "./template.js" },
];

const laterBesideBundle = {
  name: "later beside bundle",
  setup(context) {
    for (const { filter, path } of loadedLater)
      context.onResolve({ filter }, ({ kind }) =>
        kind === "dynamic-import" ? { path, external: true } : undefined,
      );
  },
};

/**
 * Every module takes VS Code's API as it is: esbuild's way copies all its members for each of some seventy modules,
 * which took most of the time of loading.
 */
const vscodeAsItIs = {
  name: "vscode as it is",
  setup(context) {
    context.onLoad({ filter: /[\\/]src[\\/](ui[\\/].*|extension)\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace(
        'import * as vscode from "vscode";',
        'const vscode = require("vscode");',
      );
      return { contents, loader: "ts" };
    });
  },
};

/** Leaves imports of the data folders' JSON as `require("./schemas/...")`, relative to dist/. */
const dataBesideBundle = {
  name: "data beside bundle",
  setup(context) {
    context.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => {
      const target = relative(root, resolve(resolveDir, path));
      if (!dataFolders.includes(target.split(sep)[0])) return undefined;
      return { path: `./${target.split(sep).join("/")}`, external: true };
    });
  },
};

/** What a rule says about itself is on the page of rules, which the editor reads when it is asked. */
const proseOfRules = new Set(["summary", "why", "example"]);

const rulesWithoutProse = {
  name: "rules without prose",
  setup(context) {
    context.onLoad({ filter: /\/language\/rules\/[^/]+\.ts$/ }, async ({ path }) => ({
      contents: withoutProse(path, await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** The text of a module without those fields of the rules that it declares, and without what only they use. */
function withoutProse(path, text) {
  const fields = constants(parsed(path, text))
    .filter(({ type }) => type?.getText() === "Rule")
    .flatMap(({ initializer }) => initializer.properties)
    .filter(({ name }) => proseOfRules.has(name.getText()));
  return withoutUnused(path, cut(text, fields, /^,/));
}

/** A bundler keeps a constant that nobody reads where a call makes it: the call might do something. */
function withoutUnused(path, text) {
  const source = parsed(path, text);
  const names = namesIn(source);
  const unused = constants(source).filter(
    ({ name, parent }) =>
      names.filter((one) => one === name.text).length === 1 && !parent.parent.modifiers,
  );
  if (unused.length === 0) return text;
  const statements = unused.map(({ parent }) => parent.parent);
  return withoutUnused(path, cut(text, statements, /^;/));
}

function parsed(path, text) {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** What a module declares at its top, one at a time. */
function constants(source) {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
}

/** The names that stand for variables, each as often as it stands in the module. */
function namesIn(node) {
  const isMember = ts.isPropertyAccessExpression(node.parent ?? node) && node.parent.name === node;
  if (ts.isIdentifier(node)) return isMember ? [] : [node.text];
  const names = [];
  node.forEachChild((child) => void names.push(...namesIn(child)));
  return names;
}

/** A text without these nodes of it, nor what ends them. */
function cut(text, nodes, ending) {
  return nodes.reduceRight(
    (rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end).replace(ending, ""),
    text,
  );
}

/** The command line keeps what its SARIF says about rules. */
async function buildBundles() {
  const isCli = ([name]) => name === "cli";
  const parts = [
    { entries: entries.filter(isCli), plugins: [] },
    { entries: entries.filter((entry) => !isCli(entry)), plugins: [rulesWithoutProse] },
  ];
  const outputs = {};
  const inputs = {};
  for (const { entries: some, plugins } of parts) {
    const { metafile } = await build({
      ...common,
      entryPoints: Object.fromEntries(some),
      outdir: "dist",
      minify: isProduction,
      sourcemap: !isProduction,
      metafile: true,
      plugins: [laterBesideBundle, dataBesideBundle, vscodeAsItIs, ...plugins],
    });
    Object.assign(outputs, metafile.outputs);
    Object.assign(inputs, metafile.inputs);
  }
  const metafile = { inputs, outputs };
  await buildWeb();
  await addShebang("dist/cli.js");
  await writeText("out/meta.json", JSON.stringify(metafile));
  await writeText("dist/licenses.txt", await licensesOf(Object.keys(inputs)));
  return metafile;
}

/** Minifying takes the comments with the licences away: here are those of every package in a bundle. */
async function licensesOf(paths) {
  const folders = paths.flatMap(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [],
  );
  const texts = await Promise.all(
    [...new Set(folders)].sort().map(async (folder) => {
      const { name, version, license } = JSON.parse(
        await readFile(join(root, folder, "package.json"), "utf8"),
      );
      const [file] = globSync("{LICEN[CS]E,licen[cs]e}*", { cwd: join(root, folder) });
      const text = file ? await readFile(join(root, folder, file), "utf8") : "";
      return { head: `${name} ${version} (${license})`, text: text.trim() };
    }),
  );
  // Many packages of one origin have the same text.
  const heads = Map.groupBy(texts, ({ text }) => text);
  return [...heads]
    .map(([text, group]) => `${group.map(({ head }) => head).join("\n")}\n\n${text}\n`)
    .join(`\n${"-".repeat(78)}\n\n`);
}

/** A browser reaches neither Azure nor clusters: what loads that part is told so. */
const noClusterInBrowser = {
  name: "no cluster in a browser",
  setup(context) {
    const words = "Clusters need VS Code on a desktop or a remote machine, not in a browser alone.";
    context.onLoad({ filter: /[\\/]src[\\/]cluster\.ts$/ }, () => ({
      contents: `throw new Error(${JSON.stringify(words)});`,
      loader: "js",
    }));
  },
};

/** For vscode.dev: a web extension cannot load a second file, so it is all in one. */
async function buildWeb() {
  if (!existsSync(join(root, "src/extension.ts"))) return;
  await build({
    ...common,
    entryPoints: { "web/extension": "src/extension.ts" },
    outdir: "dist",
    platform: "browser",
    target: "es2022",
    minify: isProduction,
    plugins: [rulesWithoutProse, noClusterInBrowser, vscodeAsItIs],
  });
}

/** esbuild's own banner would go on every bundle. */
async function addShebang(path) {
  if (!existsSync(join(root, path))) return;
  const text = await readFile(join(root, path), "utf8");
  await writeFile(join(root, path), `#!/usr/bin/env node\n${text}`);
  await chmod(join(root, path), 0o755);
}

async function copyData() {
  for (const file of globSync(`{${dataFolders.join(",")}}/**/*.json`, { cwd: root })) {
    // Nothing that is shipped asks for prices; tests compare them with the provider's.
    if (basename(file) === "prices.json") continue;
    const text = await readFile(join(root, file), "utf8");
    await writeText(join("dist", file), JSON.stringify(JSON.parse(text)));
  }
}

/**
 * The README inside the package: a reader there sees no picture and no page but those that are packed too, and no
 * address of the repository is known.
 */
async function writeReadme() {
  const packed = (await readFile(join(root, ".vscodeignore"), "utf8")).split(/\r?\n/);
  const isThere = (target) =>
    /^(https?:|#)/.test(target) || packed.includes(`!${target.replace(/#.*/, "")}`);
  const text = await readFile(join(root, "README.md"), "utf8");
  const words = text
    .replace(/^!\[.*\n\n/gm, "")
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (link, label, target) =>
      isThere(target) ? link : label,
    );
  await writeText("dist/README.md", words);
}

/** The tests inside the extension host, one file each, with mocha from node_modules. */
async function buildTests() {
  await build({
    ...common,
    entryPoints: ["test/e2e/index.ts", ...globSync("test/e2e/**/*.test.ts", { cwd: root })],
    outbase: "test/e2e",
    outdir: "out/e2e",
    packages: "external",
    sourcemap: "inline",
  });
  await buildNeighbours();
}

/** The extensions that tests load beside ours. */
async function buildNeighbours() {
  const options = { ...common, packages: "external", sourcemap: "inline" };
  const neighbours = [
    { from: "test/e2e/redHatYaml", to: "out/redHatYaml" },
    { from: "test/ui/memoryFiles", to: "out/memoryFiles", platform: "browser" },
  ];
  for (const { from, to, platform = "node" } of neighbours) {
    await build({ ...options, platform, entryPoints: [`${from}/extension.ts`], outdir: to });
    const manifest = await readFile(join(root, from, "manifest.json"), "utf8");
    await writeText(join(to, "package.json"), manifest);
  }
}

/** The package is "type": "module", the bundles are not. */
async function markAsCommonJs(folder) {
  await writeText(join(folder, "package.json"), '{ "type": "commonjs" }\n');
}

async function writeText(path, text) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function printSizes({ outputs }) {
  for (const [path, { bytes }] of Object.entries(outputs)) {
    if (!path.endsWith(".map"))
      console.log(`dist/${basename(path)}  ${Math.ceil(bytes / 1000)} kB`);
  }
}

// esbuild has printed what is wrong; its stack adds nothing.
process.on("uncaughtException", (error) => {
  if (!("errors" in error)) console.error(error);
  process.exit(1);
});

for (const folder of ["dist", "out/e2e", "out/memoryFiles", "out/redHatYaml"]) {
  await rm(join(root, folder), { recursive: true, force: true });
}
await markAsCommonJs("dist");
await copyData();
await writeReadme();
printSizes(await buildBundles());
if (process.argv.includes("--tests")) {
  await markAsCommonJs("out/e2e");
  await buildTests();
}
