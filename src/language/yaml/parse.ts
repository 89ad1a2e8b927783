import { getScalarValue, parseEvents, YAMLException } from "js-yaml";
import type { Event } from "js-yaml";
import { buildTree } from "./build.ts";
import type { Range, YamlNode } from "./node.ts";
import { recover } from "./recover.ts";

/** Something that the server's YAML reader refuses, or drops without a word. */
export interface YamlProblem {
  readonly rule: "yaml-syntax" | "yaml-duplicate-key" | "yaml-value";
  readonly range: Range;
  readonly message: string;
  /** The server's own words where they are known. */
  readonly server?: string;
  /** What to remove to be rid of the problem. */
  readonly remove?: Range;
}

export interface ParsedYaml {
  /** Absent for an empty document. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** The text has a syntax error: `root` is a best guess, fit for completion and not for verdicts. */
  readonly broken: boolean;
}

/** Deeper than any Karpenter object, shallow enough for recursion. */
const maxDepth = 100;

/** Reads the first document of a text as the API server does. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth });
  } catch (error) {
    return recover(text, error instanceof YAMLException ? error : undefined);
  }
  return buildTree(text, events, (event) => getScalarValue(text, event));
}
