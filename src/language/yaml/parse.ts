import { Composer } from "./compose.ts";
import type { ParsedYaml } from "./parsedYaml.ts";
import { recover } from "./recover.ts";
import { YamlSyntaxError } from "./yamlSyntaxError.ts";

/** readerc.go of go.yaml.in/yaml/v2: what may not stand in a text at all. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Reads the first document of a text as the API server does: YAML 1.1 by go.yaml.in/yaml/v2. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  const bad = text.search(control);
  if (bad >= 0)
    return recover(text, new YamlSyntaxError("control characters are not allowed", bad, 0));
  const composer = new Composer(text);
  try {
    const root = composer.document();
    return { root, problems: composer.problems, broken: false };
  } catch (error) {
    if (error instanceof YamlSyntaxError) return recover(text, error);
    throw error;
  }
}
