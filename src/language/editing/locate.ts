import { kinds } from "../ourKinds.ts";
import type { Manifest } from "../manifest.ts";
import type { SourceDocument } from "../sourceFile.ts";
import type { Path, Range, YamlNode } from "../yaml/node.ts";

/** What stands at an offset: a key, or a scalar or empty value. Offsets are the document's. */
export interface Located {
  /** From the document's root; for a key that of its value. */
  readonly path: Path;
  readonly range: Range;
  readonly onKey: boolean;
  readonly node: YamlNode;
}

/** The key or scalar at an offset of a document, or the alias that stands there; undefined where there is none of them. */
export function locate(root: YamlNode | undefined, offset: number): Located | undefined {
  const path: (string | number)[] = [];
  let node = root;
  while (node !== undefined && contains(placeOf(node), offset)) {
    if (node.kind === "scalar" || node.alias)
      return { path, range: placeOf(node), onKey: false, node };
    const step = node.kind === "map" ? inMap(node.pairs, offset) : inList(node.items, offset);
    if (step === undefined) return undefined;
    path.push(step.step);
    if (step.key) return { path, range: rangeOf(step.key), onKey: true, node: step.node };
    node = step.node;
  }
  return undefined;
}

interface Step {
  readonly step: string | number;
  readonly node: YamlNode;
  /** The key, where the offset is on it. */
  readonly key?: Range;
}

type Pairs = Extract<YamlNode, { kind: "map" }>["pairs"];

function inMap(pairs: Pairs, offset: number): Step | undefined {
  for (const { name, key, value, merged } of pairs) {
    if (merged) continue;
    if (contains(key, offset)) return { step: name, node: value, key };
    if (contains(placeOf(value), offset)) return { step: name, node: value };
  }
  return undefined;
}

function inList(items: readonly YamlNode[], offset: number): Step | undefined {
  const step = items.findIndex((item) => contains(placeOf(item), offset));
  const node = items[step];
  return node && { step, node };
}

/** Whether an offset is inside a range or at one of its ends. */
export function contains({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Where a node is written: for what an alias stands for, the alias. */
export function placeOf(node: YamlNode): Range {
  return rangeOf(node.alias ?? node);
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

/** The object that a path of a document leads into. */
export function manifestAt(document: SourceDocument, path: Path): Manifest | undefined {
  return document.manifests.find(({ prefix }) =>
    prefix.every((step, index) => path[index] === step),
  );
}

/** One of the kinds of Karpenter, in whatever version. */
export function isOurs(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return object.apiVersion.includes("karpenter") && kinds.some((kind) => kind === object.kind);
}

/** A range of a document as one of its file, in which the document begins at `offset`. */
export function shiftedBy({ start, end }: Range, offset: number): Range {
  return { start: start + offset, end: end + offset };
}
