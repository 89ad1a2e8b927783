import * as vscode from "vscode";
import type { Layer } from "../language/index.ts";
import { answer } from "./answer.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";

/** Who objects: the part of the API server, Karpenter, or neither. */
const layerWords: Readonly<Record<Layer, string>> = {
  yaml: "what the YAML reader of the API server says",
  "unknown-field": "a field that the API server does not know",
  schema: "what the CRD's schema says",
  cel: "what a CEL rule of the CRD says",
  runtime: "what Karpenter's own validation says",
  semantic: "what neither the API server nor Karpenter's validation says",
};

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
        const layers = new Map(here.map(({ rule, layer }) => [rule, layer]));
        const whys = [...layers].map(([rule, layer]) => {
          const why = rulesPage.about(rule);
          return why && `${why}\n\n_Layer \`${layer}\`: ${layerWords[layer]}._`;
        });
        const texts = [found?.markdown, ...whys].filter((text) => text !== undefined);
        if (texts.length === 0) return undefined;
        const contents = texts.map((text) => new vscode.MarkdownString(text));
        const range = found?.range ?? here[0]?.range;
        return new vscode.Hover(contents, range && toRange(document, range));
      }),
  };
}
