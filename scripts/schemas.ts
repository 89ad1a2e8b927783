import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { crdSchemas } from "../src/language/schema/crdSchemas.ts";
import type { CrdSchema, SchemaSource } from "../src/language/schema/types.ts";

const usage = `Writes the facts of Karpenter's CRDs, one JSON per kind and version, to OUTPUT/SET.
node scripts/schemas.ts --set SET --release TAG --commit SHA --date YYYY-MM-DD [--output schemas] FOLDER...
FOLDER holds CRD YAML, such as pkg/apis/crds of the Azure provider.`;

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

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

function writeSet(folder: string, source: SchemaSource, kinds: readonly CrdSchema[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, "SOURCE.json"), source);
  for (const crd of kinds) writeJson(join(folder, schemaFileName(crd)), crd);
}

function run(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      set: { type: "string" },
      release: { type: "string" },
      commit: { type: "string" },
      date: { type: "string" },
      output: { type: "string", default: "schemas" },
    },
  });
  const { set, release, commit, date, output } = values;
  if (!set || !release || !commit || !date || positionals.length === 0) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const kinds = schemasOfFolders(positionals);
  writeSet(join(output, set), { set, repository, release, commit, date }, kinds);
  for (const crd of kinds) console.log(join(output, set, schemaFileName(crd)));
}

if (import.meta.main) run();
