import { ourKind } from "./ourKinds.ts";
import type { Kind } from "./ourKinds.ts";
import type { CrdSchema, SchemaSet } from "./schema/types.ts";
import { nodeAt, pairAt, stringOf, valueOf } from "./yaml/node.ts";
import type { MapNode, Pair, Path, Range, YamlNode } from "./yaml/node.ts";
import type { ParsedYaml } from "./yaml/parsedYaml.ts";

/**
 * One Kubernetes object in one YAML document: the document's root, or an item of a `List`.
 * All offsets are offsets in `text`, the text of the document (not of the file).
 */
export interface Manifest {
  /** The document's text. */
  readonly text: string;
  readonly root: MapNode;
  /** Path from the document's root to `root`: empty, or `["items", 0]` inside a List, longer in a List of Lists. */
  readonly prefix: Path;
  readonly apiVersion: string;
  /** As written; compare with `crd.kind` for what the server knows. */
  readonly kind: string;
  readonly name: string | undefined;
  /** The schema that the server judges it by; absent when the set serves no such kind and version. */
  readonly crd: CrdSchema | undefined;
  /** Judged on what it says, not on what it lacks: a patch. */
  readonly partial: boolean;
  /** The name of its file without folders, where it is known. */
  readonly fileName?: string | undefined;
}

/** What the object is to us: one of the four kinds (whatever its version), or something else. */
export function kindOf({ apiVersion, kind }: Manifest): Kind | undefined {
  return ourKind(apiVersion, kind);
}

interface Text {
  readonly text: string;
  readonly yaml: ParsedYaml;
}

export interface ManifestOptions {
  readonly schemas: SchemaSet;
  readonly partial: boolean;
  readonly fileName?: string | undefined;
}

/** Every object of a document that has apiVersion or kind, List items included. */
export function manifestsOf(document: Text, options: ManifestOptions): Manifest[] {
  const found: Manifest[] = [];
  const waiting: { node: YamlNode | undefined; prefix: Path }[] = [
    { node: document.yaml.root, prefix: [] },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, prefix } = next;
    if (node?.kind !== "map") continue;
    const items = itemsOfList(node);
    if (items === undefined) found.push(...manifest(document, node, prefix, options));
    const inner = items?.map((item, at) => ({ node: item, prefix: [...prefix, "items", at] }));
    waiting.push(...(inner ?? []).toReversed());
  }
  return found;
}

/** kubectl takes Lists apart, those inside Lists as well. */
function itemsOfList(node: MapNode): readonly YamlNode[] | undefined {
  const items = valueOf(node, "items");
  const isList = stringOf(valueOf(node, "kind"))?.endsWith("List") === true;
  return isList && items?.kind === "seq" ? items.items : undefined;
}

function manifest(
  document: Text,
  root: MapNode,
  prefix: Path,
  options: ManifestOptions,
): Manifest[] {
  const apiVersion = stringOf(valueOf(root, "apiVersion")) ?? "";
  const kind = stringOf(valueOf(root, "kind")) ?? "";
  if (apiVersion === "" && kind === "") return [];
  const crd = options.schemas.kinds.find(
    (candidate) =>
      candidate.kind === kind && `${candidate.group}/${candidate.version}` === apiVersion,
  );
  const name = stringOf(nodeAt(root, ["metadata", "name"]));
  const { text } = document;
  const { partial, fileName } = options;
  return [{ text, root, prefix, apiVersion, kind, name, crd, partial, fileName }];
}

/** The node at a path of the object. */
export function at(manifest: Manifest, ...path: Path): YamlNode | undefined {
  return nodeAt(manifest.root, path);
}

/** The string at a path of the object. */
export function textAt(manifest: Manifest, ...path: Path): string | undefined {
  return stringOf(nodeAt(manifest.root, path));
}

/** The pair whose key a path ends in. */
export function pair(manifest: Manifest, ...path: Path): Pair | undefined {
  return pairAt(manifest.root, path);
}

/**
 * The range to underline for a path: the value where there is one, its key where the value is
 * empty or `onKey` asks for it, else the nearest ancestor that exists.
 */
export function rangeOf(manifest: Manifest, path: Path, onKey = false): Range {
  const found = pairAt(manifest.root, path);
  if (found !== undefined && (onKey || found.value.start === found.value.end))
    return keyRange(found);
  const node = found?.value ?? nodeAt(manifest.root, path);
  if (node !== undefined && path.length > 0) {
    if (node.kind === "scalar" || node.flow) return span(node);
    return found === undefined ? firstLine(manifest.text, node) : keyRange(found);
  }
  if (path.length > 0) return rangeOf(manifest, path.slice(0, -1), true);
  return headerRange(manifest);
}

function span(node: Range): Range {
  return { start: node.start, end: node.end };
}

function keyRange(pair: Pair): Range {
  return span(pair.key);
}

function firstLine(text: string, node: Range): Range {
  const newline = text.indexOf("\n", node.start);
  const end = newline < 0 ? node.end : Math.min(newline, node.end);
  return { start: node.start, end };
}

/** What concerns the whole object is shown on its kind. */
function headerRange(manifest: Manifest): Range {
  const header = pairAt(manifest.root, ["kind"]) ?? pairAt(manifest.root, ["apiVersion"]);
  return header ? span(header.value) : firstLine(manifest.text, manifest.root);
}
