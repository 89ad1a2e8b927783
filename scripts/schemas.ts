import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { crdSchemas } from "../src/language/schema/crdSchemas.ts";
import type { FieldDocs } from "../src/language/schema/fieldDocs.ts";
import { toJsonSchema } from "../src/language/schema/jsonSchema.ts";
import type { CrdSchema, SchemaSource } from "../src/language/schema/types.ts";

const usage = `Writes the facts of Karpenter's CRDs, one JSON per kind and version, to schemas/SET:
  node scripts/schemas.ts --set SET --release TAG --commit SHA --date YYYY-MM-DD FOLDER...
  FOLDER holds CRD YAML, such as pkg/apis/crds of the Azure provider.
Writes standard JSON schemas (draft-07) of a set, such as OUTPUT/nodepool.v1.json:
  node scripts/schemas.ts --set SET --json OUTPUT
--schemas FOLDER: another place of the bundled schemas than schemas.`;

const repository = "https://github.com/Azure/karpenter-provider-azure";

/** The kinds and versions that the CRD YAML files of these folders define, in order of file name. */
export function schemasOfFolders(folders: readonly string[]): readonly CrdSchema[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .flatMap((name) => crdSchemas(parse(readFileSync(join(folder, name), "utf8")))),
  );
}

/** The name of the file of a kind and version, in the folder of its set. */
export function schemaFileName(crd: CrdSchema): string {
  return `${crd.kind}.${crd.version}.json`;
}

/** The kinds of a bundled set, read from its folder. */
export function schemasOfSet(folder: string): readonly CrdSchema[] {
  return readdirSync(folder)
    .filter((name) => name !== "SOURCE.json")
    .map((name) => readJson(join(folder, name)) as CrdSchema);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
  console.log(path);
}

function writeSet(folder: string, source: SchemaSource, kinds: readonly CrdSchema[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, "SOURCE.json"), source);
  for (const crd of kinds) writeJson(join(folder, schemaFileName(crd)), crd);
}

/** Names are lower-case because kubeconform looks for them so. */
function writeJsonSchemas(output: string, kinds: readonly CrdSchema[], docs: FieldDocs): void {
  mkdirSync(output, { recursive: true });
  for (const crd of kinds)
    writeJson(join(output, schemaFileName(crd).toLowerCase()), toJsonSchema(crd, docs));
}

function run(): void {
  const text = { type: "string" } as const;
  const { values, positionals: folders } = parseArgs({
    allowPositionals: true,
    options: {
      set: text,
      release: text,
      commit: text,
      date: text,
      json: text,
      schemas: { ...text, default: "schemas" },
    },
  });
  const { set, release, commit, date, json, schemas } = values;
  if (set && json) {
    const docs = readJson(join(schemas, "docs.json")) as FieldDocs;
    writeJsonSchemas(json, schemasOfSet(join(schemas, set)), docs);
  } else if (set && release && commit && date && folders.length > 0) {
    const source = { set, repository, release, commit, date };
    writeSet(join(schemas, set), source, schemasOfFolders(folders));
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
}

if (import.meta.main) run();
