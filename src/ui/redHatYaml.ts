import * as vscode from "vscode";
import { isOnlyOurs } from "../language/onlyOurs.ts";
import type { FileFinding } from "../language/index.ts";

/** What we use of the interface that the extension redhat.vscode-yaml exports. */
interface YamlExtension {
  registerContributor(
    schema: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string,
  ): boolean;
}

const scheme = "aks-nap";
const anything = `${scheme}://schema/anything`;

function isYamlExtension(value: unknown): value is YamlExtension {
  return typeof value === "object" && value !== null && "registerContributor" in value;
}

/**
 * Keeps the YAML extension from judging and completing our manifests by another schema: for files that hold nothing
 * else it gets a schema that allows everything. Its own settings stay as they are.
 */
export function shareWithRedHatYaml(log: vscode.LogOutputChannel): vscode.Disposable {
  let isRegistered = false;
  const register = async (): Promise<void> => {
    const extension = vscode.extensions.getExtension("redhat.vscode-yaml");
    if (extension === undefined || isRegistered) return;
    isRegistered = true;
    const yaml: unknown = await extension.activate();
    if (!isYamlExtension(yaml)) return;
    yaml.registerContributor(
      scheme,
      (resource) => (isOnlyOurs(textOf(resource)) ? anything : undefined),
      () => JSON.stringify({ title: "Judged by AKS NAP" }),
    );
    log.info("the YAML extension leaves files of Karpenter manifests to us");
  };
  const attempt = () =>
    void register().catch((error: unknown) =>
      log.warn("the YAML extension did not answer", error as Error),
    );
  attempt();
  return vscode.extensions.onDidChange(attempt);
}

function textOf(resource: string): string {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
  return document?.getText() ?? "";
}

/** Rules that repeat what any YAML parser says. */
const syntaxRules: ReadonlySet<string> = new Set(["yaml-syntax", "yaml-duplicate-key"]);

/** Layers that a schema of the kind judges too. */
const schemaLayers: ReadonlySet<string> = new Set(["unknown-field", "schema"]);

/** Where the YAML extension shows something: lines with syntax errors, and the starts of what a schema does not allow. */
function placesOfRedHatYaml(uri: vscode.Uri): ReadonlySet<string> {
  const shown = vscode.languages.getDiagnostics(uri).flatMap(({ source, range: { start } }) => {
    if (source === "YAML") return [`${start.line}`];
    return source?.startsWith("yaml-schema") ? [`${start.line}:${start.character}`] : [];
  });
  return new Set(shown);
}

/**
 * Leaves out what the YAML extension says too; the quick fixes stay. It knows a schema of our kinds where a file names
 * one, and where their documents stand beside others.
 */
export function withoutRepetitions(
  findings: readonly FileFinding[],
  document: vscode.TextDocument,
): readonly FileFinding[] {
  const said = placesOfRedHatYaml(document.uri);
  if (said.size === 0) return findings;
  return findings.filter(({ rule, layer, range }) => {
    const { line, character } = document.positionAt(range.start);
    const isSyntax = syntaxRules.has(rule) && said.has(`${line}`);
    return !isSyntax && !(schemaLayers.has(layer) && said.has(`${line}:${character}`));
  });
}

/** Tells of open documents in which it says something at other places than before. */
export function onDidChangeRedHatYaml(
  listener: (document: vscode.TextDocument) => void,
): vscode.Disposable {
  const before = new Map<string, string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const key = uri.toString();
      const places = [...placesOfRedHatYaml(uri)].join(" ");
      if ((before.get(key) ?? "") === places) continue;
      if (places === "") before.delete(key);
      else before.set(key, places);
      vscode.workspace.textDocuments.filter((one) => one.uri.toString() === key).forEach(listener);
    }
  });
}
