import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../src/language/rules/index.ts";
import { readVectors } from "../unit/language/yaml/vectors.ts";

const fixtures = join(import.meta.dirname, "../rules");

/** The examples of all rules and the manifests of their fixtures: what users write. */
export const manifests: readonly string[] = [
  ...rules.flatMap(({ example }) => [example.bad, example.good]),
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
