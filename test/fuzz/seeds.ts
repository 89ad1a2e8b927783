import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { objectSnippets } from "../../src/language/editing/snippets.ts";
import { resolveSnippet } from "../../src/language/editing/snippetText.ts";
import { rules } from "../../src/language/rules/index.ts";
import { layerRules } from "../../src/language/schema/layerRules.ts";
import { readVectors } from "../unit/language/yaml/vectors.ts";

const fixtures = join(import.meta.dirname, "../rules");

/** Whole files as people have them: samples, and the load of the demo with three NodePools. */
const files = ["../../samples/broken.yaml", "../../samples/valid.yaml", "../cluster/demoLoad.yaml"];

/** The examples of all rules, the manifests of their fixtures, and whole files: what users write. */
export const manifests: readonly string[] = [
  ...[...rules, ...layerRules].flatMap(({ example }) => [example.bad, example.good]),
  ...files.map((path) => readFileSync(join(import.meta.dirname, path), "utf8")),
  ...readdirSync(fixtures)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(join(fixtures, name), "utf8")),
];

/** Whole objects as completion writes them. */
export const snippets: readonly string[] = objectSnippets.map(({ body }) => resolveSnippet(body));

const templateFiles = [
  "../templates/blocked.jsonc",
  "../templates/preview-2023.json",
  "../templates/stable-2025.json",
  "../../samples/cluster.json",
];

/** ARM templates with a managed cluster. */
export const templates: readonly string[] = templateFiles.map((path) =>
  readFileSync(join(import.meta.dirname, path), "utf8"),
);

const header = "apiVersion: karpenter.sh/v1\nkind: NodePool\n";

/** What YAML can look like, below the header of a NodePool so that it is read. */
export const oddities: readonly string[] = [
  ...readVectors("suite").map(({ yaml }) => yaml),
  ...readVectors("suite").map(({ yaml }) => `${header}spec:\n${yaml.replace(/^/gm, "  ")}`),
];
