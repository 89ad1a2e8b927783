import type { Range } from "./node.ts";

/** Something that the server's YAML reader refuses, or drops without a word. */
export interface YamlProblem {
  readonly rule: "yaml-syntax" | "yaml-duplicate-key" | "yaml-value";
  readonly range: Range;
  readonly message: string;
  /** The server's own words where they are known. */
  readonly server?: string;
  /** What to remove to be rid of the problem. */
  readonly remove?: Range;
  /** The value is right as text. */
  readonly quote?: Range;
  /** What to remove instead, where that is possible as well. */
  readonly removeLater?: Range;
}
