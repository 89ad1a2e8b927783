import assert from "node:assert/strict";
import { join } from "node:path";
import { createEditingService } from "../../src/language/editing/index.ts";
import type { EditingOptions, EditingService } from "../../src/language/editing/index.ts";
import { createLanguageService, createWorkspace, indexSource } from "../../src/language/index.ts";
import type { FileFinding, LanguageService } from "../../src/language/index.ts";
import { lazySizes, loadSchemas } from "../../src/lint/bundledFacts.ts";
import { diagnoseTemplate } from "../../src/nap/template/diagnose/diagnoseTemplate.ts";
import type { TemplateFinding } from "../../src/nap/template/diagnose/templateFinding.ts";
import type { Random } from "./random.ts";

const root = join(import.meta.dirname, "../..");

interface Services {
  /** Rules may not throw: an error in a rule is an error here. */
  readonly language: LanguageService;
  readonly editing: EditingService;
}

function servicesFor(set: "current" | "preview-2023"): Services {
  const options: EditingOptions = {
    schemas: loadSchemas(root, set),
    sizes: lazySizes(root),
    region: "westeurope",
    now: () => Date.UTC(2026, 10, 22),
  };
  return {
    language: createLanguageService(options),
    editing: createEditingService(options),
  };
}

const [current, preview] = [servicesFor("current"), servicesFor("preview-2023")];

/** How much of the service is tried: `fixes` takes most of the time. */
export interface Effort {
  readonly fixes: boolean;
  /** Places where keys and values are completed and hovered over. */
  readonly places: number;
}

/** Does with a text what an editor and a build do, and throws where something is not as promised. */
export function exercise(text: string, random: Random, effort: Effort): void {
  // Most users have the current set.
  const { language, editing } = random.below(4) === 0 ? preview : current;
  const file = language.read("fuzz.yaml", text);
  const workspace = createWorkspace(indexSource(file));
  const findings = language.validate(file, workspace);
  checkRanges(text, findings);
  for (let place = 0; place < effort.places; place += 1) {
    const offset = random.below(text.length + 1);
    editing.complete(file, offset, workspace);
    editing.hover(file, offset, workspace);
    editing.definition(file, offset, workspace);
    editing.selectionRanges(file, offset);
  }
  editing.documentSymbols(file);
  editing.foldingRanges(file);
  editing.documentLinks(file);
  editing.inlayHints(
    file,
    { start: 0, end: text.length },
    new Set(["schedule", "memory", "duration"]),
  );
  if (effort.fixes) checkFixes(text, language);
}

/** The same for a text of JSON that may be an ARM template. */
export function exerciseTemplate(text: string): void {
  checkRanges(text, diagnoseTemplate(text));
}

function checkRanges(text: string, findings: readonly (FileFinding | TemplateFinding)[]): void {
  for (const { rule, range, fixes } of findings)
    for (const { start, end } of [range, ...fixes.flatMap(({ edits }) => edits)])
      assert.ok(
        start >= 0 && start <= end && end <= text.length,
        `${rule}: the range ${start}-${end} is outside of the text of ${text.length}`,
      );
}

/**
 * A text that is no YAML, a key that stands twice and an object of no kind hide errors: only where one of these is gone may
 * there be more of them afterwards.
 */
function checkFixes(text: string, language: LanguageService): void {
  const fixed = language.fixAll("fuzz.yaml", text);
  if (fixed === text) return;
  const before = errorsOf(text, language);
  const after = errorsOf(fixed, language);
  const repeated = (errors: readonly string[]) =>
    errors.filter((rule) => rule === "yaml-duplicate-key").length;
  if (
    before.includes("yaml-syntax") ||
    repeated(after) < repeated(before) ||
    hidesMore(text, language)
  )
    return;
  assert.ok(
    after.length <= before.length && !after.includes("yaml-syntax"),
    `fixing made of the errors ${before.join()}: ${after.join()}`,
  );
}

/** What the server says of an object whose kind it cannot tell; nothing else of it is judged then. */
const hiding = /^no matches for kind|^Object '(Kind|apiVersion)' is missing/;

function hidesMore(text: string, language: LanguageService): boolean {
  return language
    .validate(language.read("fuzz.yaml", text))
    .some(({ server }) => hiding.test(server?.message ?? ""));
}

function errorsOf(text: string, language: LanguageService): readonly string[] {
  return language
    .validate(language.read("fuzz.yaml", text))
    .filter(({ severity }) => severity === "error")
    .map(({ rule }) => rule);
}
