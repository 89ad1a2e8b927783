// Prints how many milliseconds a fresh process takes to load a library and to give its first verdict with it:
// node coldVerdict.ts ours|peer LIBRARY FACTS. LIBRARY is one minified file; FACTS is our folder of schemas/ and data/, or
// the peer's JSON schema.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type * as Peer from "yaml-language-server";
import type * as Ours from "../../src/language/index.ts";
import { pool } from "./manifests.ts";

const [, , who, library = "", facts = ""] = process.argv;
const require = createRequire(import.meta.url);
const text = pool(1);

function ours(): number {
  const language = require(library) as typeof Ours;
  const { createLanguageService, createMatcher, createWorkspace, decodeSizes, indexSource } =
    language;
  const set = join(facts, "schemas/current");
  const names = readdirSync(set).filter((name) => name !== "SOURCE.json");
  const kinds = names.map((name) => json(join(set, name)));
  const schemas = { id: "current", release: "", kinds } as Ours.LanguageOptions["schemas"];
  const sizes = createMatcher(decodeSizes(json(join(facts, "data/sizes.json")) as never));
  const service = createLanguageService({ schemas, sizes, region: "westeurope" });
  const file = service.read("pool.yaml", text);
  return service.validate(file, createWorkspace(indexSource(file))).length;
}

async function peer(): Promise<number> {
  const { getLanguageService } = require(library) as typeof Peer;
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error("nothing is fetched")),
    workspaceContext: { resolveRelativePath: (relative) => relative },
  });
  const schema = json(facts) as never;
  service.configure({
    validate: true,
    yamlVersion: "1.1",
    schemas: [{ uri: "file:///nodepool.json", fileMatch: ["*.yaml"], schema }],
  });
  const document = TextDocument.create("file:///pool.yaml", "yaml", 1, text);
  return (await service.doValidation(document, false)).length;
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

const start = performance.now();
const found = who === "ours" ? ours() : await peer();
const took = performance.now() - start;
if (found !== 0) throw new Error(`${found} findings in a NodePool without mistakes`);
console.log(took);
