import type { YamlNode } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";

export interface ParsedYaml {
  /** Absent for an empty document. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** The text has a syntax error: `root` is a best guess, fit for completion and not for verdicts. */
  readonly broken: boolean;
}
