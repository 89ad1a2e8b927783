import docs from "../../../../schemas/docs.json" with { type: "json" };
import sizes from "../../../../data/sizes.json" with { type: "json" };
import { createMatcher } from "../../../../src/karpenter/matching.ts";
import { decodeSizes } from "../../../../src/karpenter/sizes.ts";
import { resolveSnippet } from "../../../../src/language/editing/snippetText.ts";
import { createEditingService } from "../../../../src/language/editing/index.ts";
import type { CompletionItem, EditingService } from "../../../../src/language/editing/index.ts";
import { createLanguageService } from "../../../../src/language/index.ts";
import type { LanguageService, Workspace } from "../../../../src/language/index.ts";
import { schemaSet, today } from "../service.ts";

const matcher = createMatcher(decodeSizes(sizes));

/** What reads and judges, and what answers somebody who writes. */
export type EditorService = LanguageService & EditingService;

/** A service with all that the editor has: descriptions, sizes, a region and a time zone. */
export function editingService(options: { schema?: string; region?: string } = {}): EditorService {
  const known = {
    schemas: schemaSet(options.schema ?? "current"),
    sizes: matcher,
    region: options.region,
    now: () => today,
  };
  return {
    ...createLanguageService(known),
    ...createEditingService({ ...known, docs, timeZone: "Europe/Berlin" }),
  };
}

export const service = editingService();

/** Splits a text at `|`, where the cursor is. */
export function withCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf("¦");
  if (offset < 0) throw new Error("no cursor ¦ in the text");
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

export interface CompleteOptions {
  readonly service?: EditorService;
  readonly workspace?: Workspace;
}

/** What is proposed at `¦`. */
export function proposals(
  marked: string,
  options: CompleteOptions = {},
): readonly CompletionItem[] {
  const { text, offset } = withCursor(marked);
  const own = options.service ?? service;
  return own.complete(own.read("test.yaml", text), offset, options.workspace);
}

export function labels(marked: string, options: CompleteOptions = {}): readonly string[] {
  return proposals(marked, options).map(({ label }) => label);
}

/** The text once an item is accepted, its placeholders taken as they are. */
function accepted(text: string, item: CompletionItem): string {
  const { start, end } = item.range;
  return text.slice(0, start) + resolveSnippet(item.insertText) + text.slice(end);
}

/** The text after the proposal with a label is accepted at `¦`. */
export function accept(marked: string, label: string, options: CompleteOptions = {}): string {
  const item = proposals(marked, options).find((one) => one.label === label);
  if (item === undefined)
    throw new Error(`no ${label} among ${labels(marked, options).join(", ")}`);
  return accepted(withCursor(marked).text, item);
}
