import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createLanguageService,
  createWorkspace,
  indexSource,
  type LanguageOptions,
  type LanguageService,
  type SourceFile,
  type Workspace,
} from "../../../src/language/index.ts";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { createMatcher } from "../../../src/karpenter/matching.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";
import { nodeAt, stringOf } from "../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../src/language/yaml/parse.ts";
import type { CrdSchema, SchemaSet } from "../../../src/language/schema/types.ts";

const root = join(import.meta.dirname, "../../../schemas");

/** A bundled schema set, read from the repository. */
export function schemaSet(id: string): SchemaSet {
  const folder = join(root, id);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const source = read("SOURCE.json") as { release: string };
  const kinds = readdirSync(folder)
    .filter((name) => name !== "SOURCE.json")
    .map((name) => read(name) as CrdSchema);
  return { id, release: source.release, kinds };
}

const sizes = createMatcher(decodeSizes(sizesJson));

/** A fixed day, so that no verdict depends on the calendar. */
export const today = Date.UTC(2026, 10, 22);

/** A service as the tests want it: rules that throw fail, the clock stands still. */
export function serviceFor(
  options: {
    schema?: string;
    region?: string;
    kubernetesVersion?: string;
    stored?: string;
    severities?: LanguageOptions["severities"];
    remember?: boolean;
  } = {},
): LanguageService {
  return createLanguageService({
    schemas: schemaSet(options.schema ?? "current"),
    region: options.region,
    kubernetesVersion: options.kubernetesVersion,
    sizes,
    ...(options.severities && { severities: options.severities }),
    stored: storedIn(options.stored),
    now: () => today,
    remember: options.remember ?? true,
  });
}

/** A cluster that stores the one object of a text. */
function storedIn(text: string | undefined): LanguageOptions["stored"] {
  const root = text === undefined ? undefined : parseYaml(text).root;
  if (root?.kind !== "map") return undefined;
  const kind = stringOf(nodeAt(root, ["kind"]));
  const name = stringOf(nodeAt(root, ["metadata", "name"]));
  return (wantedKind, wantedName) =>
    wantedKind === kind && wantedName === name ? root : undefined;
}

export function workspaceOf(...files: readonly SourceFile[]): Workspace {
  return createWorkspace(files.flatMap((file) => indexSource(file)));
}
