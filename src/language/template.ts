import { lineEnd } from "./edit/lines.ts";
import { concernsUs } from "./concernsUs.ts";
import type { Manifest } from "./manifest.ts";
import type { Path, Range, YamlNode } from "./yaml/node.ts";
import type { ParsedYaml } from "./yaml/parsedYaml.ts";

const braces = "{{";

interface Text {
  readonly text: string;
  readonly yaml: ParsedYaml;
  readonly manifests: readonly Manifest[];
}

/**
 * Whether a document holds Go template braces (Helm, Argo, Jinja) where they may change what is judged: outside of text and
 * comments, or in a value that somebody looks at. Quotes prove nothing there: Helm wants them around most values, and no
 * field of Karpenter's takes braces, so what looks like an action is one. Braces in an annotation, which is prose to
 * Karpenter, or in an object that nothing is said about (an alert, a dashboard, the text blocks of a ConfigMap) are just
 * text: whether somebody renders them changes no verdict.
 */
export function isTemplate(document: Text): boolean {
  const { text, yaml, manifests } = document;
  if (!text.includes(braces)) return false;
  const isForeign = manifests.length > 0 && !manifests.some(concernsUs);
  const plain: Range[] = [];
  if (yaml.root !== undefined && !yaml.broken) collect(yaml.root, { path: [], isForeign, plain });
  return hasBracesBeside(text, plain);
}

/** Whether there are braces outside of comments and of some ranges, which are in the order of the text. One pass. */
function hasBracesBeside(text: string, ranges: readonly Range[]): boolean {
  let next = 0;
  let at = text.indexOf(braces);
  while (at >= 0) {
    while ((ranges[next]?.end ?? Infinity) <= at) next += 1;
    const range = ranges[next];
    if (range !== undefined && range.start <= at) at = text.indexOf(braces, range.end);
    else if (isComment(text, at)) at = text.indexOf(braces, lineEnd(text, at));
    else return true;
  }
  return false;
}

function isComment(text: string, offset: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}

interface Search {
  readonly path: Path;
  /** The whole document is about something else. */
  readonly isForeign: boolean;
  /** Ranges of the text in which braces mean nothing. */
  readonly plain: Range[];
}

const maxDepth = 100;

function collect(node: YamlNode, search: Search): void {
  const { path } = search;
  if (node.alias !== undefined || path.length > maxDepth) return;
  if (node.kind === "scalar") {
    if (search.isForeign || isAnnotation(path)) search.plain.push(node);
  } else if (node.kind === "seq") {
    for (const [index, item] of node.items.entries())
      collect(item, { ...search, path: [...path, index] });
  } else
    for (const pair of node.pairs) collect(pair.value, { ...search, path: [...path, pair.name] });
}

/** `metadata.annotations.*` of the object, of its template, and of the items of a List. */
function isAnnotation(path: Path): boolean {
  return path.at(-2) === "annotations" && path.at(-3) === "metadata";
}
