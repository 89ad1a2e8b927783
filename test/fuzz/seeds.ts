import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

const header = "apiVersion: karpenter.sh/v1\nkind: NodePool\n";

/** What YAML can look like, below the header of a NodePool so that it is read. */
export const oddities: readonly string[] = [
  ...readVectors("suite").map(({ yaml }) => yaml),
  ...readVectors("suite").map(({ yaml }) => `${header}spec:\n${yaml.replace(/^/gm, "  ")}`),
];
