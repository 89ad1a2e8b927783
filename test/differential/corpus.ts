import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { objectSnippets } from "../../src/language/editing/snippets.ts";
import { resolveSnippet } from "../../src/language/editing/snippetText.ts";
import { rules } from "../../src/language/rules/index.ts";
import { layerRules } from "../../src/language/schema/layerRules.ts";
import { bases } from "./bases.ts";
import { mutated, random } from "./mutations.ts";

/** A text of ours with the settings that it is to be judged by. */
export interface Text {
  /** What it is, for the report. */
  readonly name: string;
  readonly text: string;
  readonly schema?: string;
  readonly region?: string;
  readonly kubernetesVersion?: string;
  readonly stored?: string;
}

const root = join(import.meta.dirname, "../..");
const examples = [...rules, ...layerRules];

/** The `bad` example of every rule. */
export const badExamples: readonly Text[] = examples.map(({ id, example }) => ({
  ...example,
  name: `${id}, bad`,
  text: example.bad,
}));

/** The `good` example of every rule. */
export const goodExamples: readonly Text[] = examples.map(({ id, example }) => ({
  ...example,
  name: `${id}, good`,
  text: example.good,
}));

/** Every whole-object snippet with its placeholders taken as they are. */
export const snippets: readonly Text[] = objectSnippets.map(({ prefix, body }) => ({
  name: prefix,
  text: resolveSnippet(body),
}));

function files(folder: string): readonly Text[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
  return names.map((name) => {
    const text = readFileSync(join(root, folder, name), "utf8");
    const setting = (key: string) => new RegExp(`^# ${key}: (\\S+)$`, "m").exec(text)?.[1];
    const [schema, region] = [setting("schema"), setting("region")];
    const settings = { ...(schema && { schema }), ...(region && { region }) };
    return { name: `${folder}/${name}`, text, ...settings };
  });
}

/** The sample manifests, and the texts of the rules' fixtures as they stand. */
export const samples: readonly Text[] = files("samples");
export const fixtures: readonly Text[] = files("test/rules");

/** So many mutants of the accepted objects, in block style and as JSON by turns. */
export function mutants(count: number, seed: number): readonly Text[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const data = mutated(bases[index % bases.length] ?? null, next);
    const text = index % 2 === 0 ? stringify(data, { lineWidth: 0 }) : JSON.stringify(data);
    return { name: `mutant ${index} of seed ${seed}`, text };
  });
}
