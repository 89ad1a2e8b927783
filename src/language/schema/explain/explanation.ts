import type { Edit, Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { goJson } from "../server/serverError.ts";
import type { ServerError } from "../server/serverError.ts";

/** Our words for an error of the server, and how to repair it. */
export interface Explained {
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Underline the key instead of its value. */
  readonly onKey?: boolean;
  /** Where the culprit is, when the server points elsewhere. */
  readonly at?: Path;
}

/** What an explanation may look at. */
export interface Case {
  readonly manifest: Manifest;
  readonly root: SchemaNode;
  readonly error: ServerError;
}

/** A fix, or none where its edits could not be written safely. */
export function fix(title: string, edits: readonly Edit[], preferred = true): readonly Fix[] {
  return edits.length === 0 ? [] : [{ title, preferred, edits }];
}

/** Keeps the preference of the first preferred fix only. */
export function onePreferred(fixes: readonly Fix[]): readonly Fix[] {
  const first = fixes.findIndex((one) => one.preferred);
  return fixes.map((one, index) => ({ ...one, preferred: index === first }));
}

/** The path as a person reads it: `spec.template.spec.taints[0].key`. */
export function shown(path: Path): string {
  let text = "";
  for (const step of path) text += typeof step === "number" ? `[${step}]` : `.${step}`;
  return text.replace(/^\./, "");
}

/** The last key of a path: what the sentence speaks of. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last === "string") return last;
  const key = path.findLast((step) => typeof step === "string");
  return last === undefined ? "The object" : `${key ?? ""}[${last}]`;
}

/** `a, b or c`. */
export function choice(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} or ${items.at(-1) ?? ""}`;
}

/** The offending value as a message quotes it, at most 60 characters. */
export function shownValue({ value }: Case["error"]): string {
  if (value === undefined || value === "") return "empty";
  const text = typeof value === "string" ? value : goJson(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
