import { mentionsKarpenter } from "./mentionsKarpenter.ts";
import { manifestsOf } from "./manifest.ts";
import type { Manifest, ManifestOptions } from "./manifest.ts";
import type { SchemaSet } from "./schema/types.ts";
import { isTemplate } from "./template.ts";
import type { Range } from "./yaml/node.ts";
import { parseYaml } from "./yaml/parse.ts";
import type { ParsedYaml } from "./yaml/parsedYaml.ts";

/** One YAML document of a file; its tree and manifests are made when first asked for, and only once. */
export interface SourceDocument {
  /** Offset of `text` in the file. */
  readonly start: number;
  /** Which document of the file it is, from 0, as YAML counts them: empty ones too, a head of comments not. */
  readonly index: number;
  readonly text: string;
  readonly yaml: ParsedYaml;
  readonly manifests: readonly Manifest[];
}

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** A template, no YAML before it is rendered: left alone. */
  readonly templated: boolean;
  readonly documents: readonly SourceDocument[];
}

export interface SourceOptions {
  readonly schemas: SchemaSet;
  /** The file is a kustomize patch: judged on what it says, not on what it lacks. */
  readonly partial?: boolean;
  /** The same file before an edit: documents whose text did not change are taken over. */
  readonly previous?: SourceFile | undefined;
}

/** Splits a text into YAML documents. Parses nothing that does not mention Karpenter. */
export function readSource(uri: string, text: string, options: SourceOptions): SourceFile {
  const fileName = uri.slice(uri.lastIndexOf("/") + 1);
  const slices = mentionsKarpenter(text) ? split(text) : [];
  const treeOf = knownTrees(text, slices, options.previous);
  const documents = slices.map(
    (slice, index) =>
      new PlacedDocument(
        slice,
        treeOf(index) ?? new DocumentTree(contentOf(text, slice), { ...options, fileName }),
      ),
  );
  const templated = text.includes("{{") && documents.some(({ tree }) => tree.isTemplate);
  return { uri, text, templated, documents: templated ? [] : documents };
}

function contentOf(text: string, { start, end }: Range): string {
  return text.slice(start, end);
}

/** The trees of documents that were in the file before an edit; most stand before it or behind it. */
function knownTrees(
  text: string,
  slices: readonly Range[],
  previous: SourceFile | undefined,
): (index: number) => DocumentTree | undefined {
  const old = previous?.documents.filter((one) => one instanceof PlacedDocument) ?? [];
  const isSame = (slice: Range | undefined, before: PlacedDocument | undefined): boolean =>
    slice !== undefined &&
    slice.end - slice.start === before?.text.length &&
    text.startsWith(before.text, slice.start);
  let head = 0;
  while (isSame(slices[head], old[head])) head += 1;
  const shift = old.length - slices.length;
  let tail = slices.length;
  while (tail > head && isSame(slices[tail - 1], old[tail - 1 + shift])) tail -= 1;
  const rest = new Map(old.slice(head, tail + shift).map(({ tree }) => [tree.text, tree]));
  return (index) => {
    if (index < head) return old[index]?.tree;
    const slice = slices[index];
    if (index >= tail) return old[index + shift]?.tree;
    return slice && rest.get(contentOf(text, slice));
  };
}

const partialComment = /^[ \t]*#[ \t]*nap:[ \t]*partial\b/m;

/** The tree and the manifests of a document's text, made when first asked for and shared by its copies at other places. */
class DocumentTree {
  readonly text: string;
  readonly #options: ManifestOptions;
  #yaml: ParsedYaml | undefined;
  #manifests: readonly Manifest[] | undefined;
  #isTemplate: boolean | undefined;

  constructor(text: string, options: SourceOptions & { readonly fileName: string }) {
    this.text = text;
    const partial =
      options.partial === true || (text.includes("nap:") && partialComment.test(text));
    const { schemas, fileName } = options;
    this.#options = { schemas, partial, fileName };
  }

  get yaml(): ParsedYaml {
    return (this.#yaml ??=
      mentionsKarpenter(this.text) || this.text.includes("{{")
        ? parseYaml(this.text)
        : { root: undefined, problems: [], broken: false });
  }

  get manifests(): readonly Manifest[] {
    return (this.#manifests ??= manifestsOf(this, this.#options));
  }

  get isTemplate(): boolean {
    return (this.#isTemplate ??= isTemplate(this));
  }
}

class PlacedDocument implements SourceDocument {
  readonly start: number;
  readonly index: number;
  readonly tree: DocumentTree;

  constructor({ start, index }: Slice, tree: DocumentTree) {
    this.start = start;
    this.index = index;
    this.tree = tree;
  }

  get text(): string {
    return this.tree.text;
  }

  get yaml(): ParsedYaml {
    return this.tree.yaml;
  }

  get manifests(): readonly Manifest[] {
    return this.tree.manifests;
  }
}

interface Slice extends Range {
  readonly index: number;
}

/** Document starts as kubectl splits them: a line that begins with `---` and goes on with white space or a comment. */
function split(text: string): Slice[] {
  const starts = [0];
  for (let at = text.indexOf("\n---"); at >= 0; at = text.indexOf("\n---", at + 4)) {
    const next = text.charAt(at + 4);
    if (next === "" || /\s/.test(next)) starts.push(at + 1);
  }
  const head = starts.length > 1 && isHead(text.slice(0, starts[1])) ? 1 : 0;
  const slices = starts.map((start, place) => ({
    start: place === 0 ? start : behindMark(text, start),
    end: starts[place + 1] ?? text.length,
    index: Math.max(0, place - head),
  }));
  return slices.filter((slice) => !isBlank(contentOf(text, slice)));
}

/**
 * kubectl reads what stands behind a separator as a stream of its own, which may begin with a byte order mark: files that
 * were joined have it there. The YAML reader knows the mark at the beginning only.
 */
function behindMark(text: string, start: number): number {
  const content = text.indexOf("\n", start) + 1;
  return content > 0 && text.charCodeAt(content) === 0xfeff ? content : start;
}

/** Comments and directives before the first `---` belong to the document behind it. */
function isHead(text: string): boolean {
  return /^(?:\s|[#%][^\n]*(?:\n|$))*$/.test(text);
}

function isBlank(text: string): boolean {
  return /^(---)?\s*$/.test(text);
}
