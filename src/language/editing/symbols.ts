import type { Manifest } from "../manifest.ts";
import type { SourceDocument, SourceFile } from "../sourceFile.ts";
import type { Workspace } from "../workspace.ts";
import { stringOf, toJson, valueOf } from "../yaml/node.ts";
import type { Range, YamlNode } from "../yaml/node.ts";
import { isOurs, shiftedBy } from "./locate.ts";
import type { Location } from "./navigation.ts";

/** An entry of the outline. Offsets are the file's; `selection` lies within `range`. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: "object" | "section" | "item";
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** The outline of a file: our objects with their sections. */
export function documentSymbols(file: SourceFile): readonly DocumentSymbol[] {
  return file.documents.flatMap((document) =>
    document.manifests.filter(isOurs).map((manifest) => objectSymbol(manifest, document)),
  );
}

function objectSymbol(manifest: Manifest, document: SourceDocument): DocumentSymbol {
  const { root, kind, name, apiVersion } = manifest;
  const header = root.pairs.find((pair) => pair.name === "kind");
  return {
    name: name === undefined ? kind : `${kind} ${name}`,
    detail: apiVersion,
    kind: "object",
    range: shiftedBy(root, document.start),
    selection: shiftedBy(header?.value ?? root, document.start),
    children: sections(root, document.start, 0),
  };
}

/** Down to `spec.template.spec.requirements[0]`. */
const maxDepth = 5;

function sections(node: YamlNode, start: number, depth: number): readonly DocumentSymbol[] {
  if (depth >= maxDepth) return [];
  if (node.kind === "seq") return node.items.flatMap((item) => itemSymbol(item, start));
  if (node.kind !== "map") return [];
  return node.pairs.flatMap((pair) => {
    const { name, key, value, merged } = pair;
    if (merged || value.alias || value.kind === "scalar") return [];
    return {
      name,
      detail: value.kind === "seq" ? `${value.items.length}` : "",
      kind: "section" as const,
      range: { start: key.start + start, end: Math.max(value.end, key.end) + start },
      selection: shiftedBy(key, start),
      children: sections(value, start, depth + 1),
    };
  });
}

function itemSymbol(item: YamlNode, start: number): readonly DocumentSymbol[] {
  const name = item.kind === "map" && !item.alias ? itemName(item) : undefined;
  if (name === undefined) return [];
  const range = shiftedBy(item, start);
  return [{ name, detail: "", kind: "item", range, selection: range, children: [] }];
}

/** `kubernetes.io/arch In amd64`, `sku=gpu:NoSchedule`, `10%`, `cluster.local`. */
function itemName(item: YamlNode): string | undefined {
  const text = (name: string) => stringOf(valueOf(item, name));
  const key = text("key");
  const effect = text("effect");
  const value = text("value");
  if (key !== undefined && effect !== undefined)
    return `${key}${value === undefined ? "" : `=${value}`}:${effect}`;
  if (key !== undefined) return [key, text("operator") ?? "", ...valuesOf(item)].join(" ").trim();
  const budget = [text("nodes"), text("schedule"), text("duration")].filter((one) => one);
  return budget.length > 0 ? budget.join(" ") : text("zone");
}

function valuesOf(item: YamlNode): readonly string[] {
  const values = valueOf(item, "values");
  const json = values?.kind === "seq" ? toJson(values) : undefined;
  return Array.isArray(json) ? [json.map(String).join(", ")] : [];
}

/** An object of the workspace by its name. */
export interface WorkspaceSymbol extends Location {
  readonly name: string;
  readonly detail: string;
}

/** Our objects whose kind and name contain the letters of a query in their order; all for an empty query. */
export function workspaceSymbols(query: string, workspace: Workspace): readonly WorkspaceSymbol[] {
  return workspace.objects
    .filter(isOurs)
    .map(({ uri, kind, name, apiVersion, nameRange: range }) => ({
      name: `${kind} ${name}`.trim(),
      detail: apiVersion,
      uri,
      range,
    }))
    .filter(({ name }) => matches(query.toLowerCase(), name.toLowerCase()));
}

function matches(query: string, name: string): boolean {
  let at = 0;
  for (const letter of query) {
    if (letter === " ") continue;
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
