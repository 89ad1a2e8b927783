import * as vscode from "vscode";
import { answer } from "./answer.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";

/** What a key or a value means, and why a rule says what it says about it. */
export function createHover(store: ManifestStore): vscode.HoverProvider {
  return {
    provideHover: (document, position, token) =>
      answer({ store, document, token }, (editing, reading) => {
        const { service, file, workspace, settings, rulesPage } = reading;
        const offset = document.offsetAt(position);
        const found = editing.hover(file, offset, workspace);
        const findings = settings.validate ? service.validate(file, workspace) : [];
        const here = findings.filter(({ range }) => range.start <= offset && offset <= range.end);
        const rules = [...new Set(here.map(({ rule }) => rule))];
        const whys = rules.map((rule) => rulesPage.about(rule));
        const texts = [found?.markdown, ...whys].filter((text) => text !== undefined);
        if (texts.length === 0) return undefined;
        const contents = texts.map((text) => new vscode.MarkdownString(text));
        const range = found?.range ?? here[0]?.range;
        return new vscode.Hover(contents, range && toRange(document, range));
      }),
  };
}
