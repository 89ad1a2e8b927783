import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMatcher } from "../karpenter/matching.ts";
import type { SizeMatcher } from "../karpenter/matching.ts";
import { decodeSizes } from "../karpenter/sizes.ts";
import type { SizesJson } from "../karpenter/sizes.ts";
import type { CrdSchema, SchemaSet, SchemaSource } from "../language/schema/types.ts";

/** The first of some folders that holds schemas/ and data/: dist/ once built, else the root of the repository. */
export function factsFolder(candidates: readonly string[]): string {
  const found = candidates.find((folder) =>
    existsSync(join(folder, "schemas/current/SOURCE.json")),
  );
  if (found === undefined) throw new Error(`no schemas in ${candidates.join(" or ")}`);
  return found;
}

/** A bundled schema set. Throws where the file is missing. */
export function loadSchemas(folder: string, id: string): SchemaSet {
  const set = join(folder, "schemas", id);
  // These files are our own: scripts/schemas.ts writes them and test/unit/schemas.test.ts checks their shape.
  const source = readJson(join(set, "SOURCE.json")) as SchemaSource;
  const kinds = readdirSync(set)
    .filter((name) => name.endsWith(".json") && name !== "SOURCE.json")
    .map((name) => readJson(join(set, name)) as CrdSchema);
  return { id, release: source.release, kinds };
}

/** What each bundled set is, a line each: `current: release v1.14.0 of karpenter-provider-azure (2026-07-17)`. */
export function schemaReleases(folder: string, ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const path = join(folder, "schemas", id, "SOURCE.json");
    const { repository, release, date } = readJson(path) as SchemaSource;
    const what = release === "main" ? "main branch" : `release ${release}`;
    return `${id}: ${what} of ${repository.replace(/^.*\//, "")} (${date})`;
  });
}

/** What VM sizes match; data/sizes.json is read when somebody asks for the first time. */
export function lazySizes(folder: string): SizeMatcher {
  let matcher: SizeMatcher | undefined;
  const loaded = (): SizeMatcher => {
    // Our own file as well: scripts/sizes.ts writes it.
    matcher ??= createMatcher(decodeSizes(readJson(join(folder, "data/sizes.json")) as SizesJson));
    return matcher;
  };
  return {
    get table() {
      return loaded().table;
    },
    match: (query) => loaded().match(query),
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
