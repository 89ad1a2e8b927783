import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLanguageService, createWorkspace, indexSource } from "../language/index.ts";
import type { CrdSchema, SchemaSet } from "../language/schema/types.ts";

/** Runs the linter over command-line arguments and returns the exit code: 0 no error finding, 1 errors, 2 usage or unreadable input. */
export function lint(paths: readonly string[]): number {
  const service = createLanguageService({ schemas: loadSchemas("current") });
  const files = paths.map((path) => service.read(path, readFileSync(path, "utf8")));
  const workspace = createWorkspace(files.flatMap((file) => indexSource(file)));
  let errors = 0;
  for (const file of files)
    for (const finding of service.validate(file, workspace)) {
      if (finding.severity === "error") errors += 1;
      process.stdout.write(
        `${file.uri}: ${finding.severity} ${finding.rule}: ${finding.message}\n`,
      );
    }
  return errors > 0 ? 1 : 0;
}

function loadSchemas(id: string): SchemaSet {
  const folder = join(import.meta.dirname, "../../schemas", id);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const kinds = readdirSync(folder)
    .filter((name) => name !== "SOURCE.json")
    .map((name) => read(name) as CrdSchema);
  return { id, release: (read("SOURCE.json") as { release: string }).release, kinds };
}
