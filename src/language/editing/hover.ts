import type { Manifest } from "../manifest.ts";
import type { SourceFile } from "../sourceFile.ts";
import { nodeAt } from "../yaml/node.ts";
import type { Path, Range } from "../yaml/node.ts";
import type { EditingContext } from "./context.ts";
import { documentAt } from "./documentAt.ts";
import { fieldText } from "./fieldText.ts";
import { isOurs, locate, manifestAt, shiftedBy } from "./locate.ts";
import type { Located } from "./locate.ts";
import { fieldName, schemaAt } from "../schema/schemaAt.ts";
import { labelText, valueText } from "./valueText.ts";

export interface Hover {
  /** Offsets in the file. */
  readonly range: Range;
  readonly markdown: string;
}

/** What the key or value at an offset means; undefined where we have nothing to say. */
export function hover(
  file: SourceFile,
  offset: number,
  context: EditingContext,
): Hover | undefined {
  const document = documentAt(file, offset);
  const found = document && locate(document.yaml.root, offset - document.start);
  const manifest = found && manifestAt(document, found.path);
  if (!manifest) return undefined;
  const markdown = isOurs(manifest)
    ? ownText(manifest, found, context)
    : selectorText(found, context);
  return markdown === undefined
    ? undefined
    : { range: shiftedBy(found.range, document.start), markdown };
}

/** In a pod or workload: the labels of nodes that it selects by. */
function selectorText(found: Located, context: EditingContext): string | undefined {
  const key = String(found.path.at(-1));
  if (found.onKey) return key.includes("/") ? labelText(key, context) : undefined;
  return scalarOf(found)?.includes("/") === true && key === "key"
    ? labelText(scalarOf(found) ?? "", context)
    : undefined;
}

function ownText(manifest: Manifest, found: Located, context: EditingContext): string | undefined {
  const path = found.path.slice(manifest.prefix.length);
  const about = paragraphs(aboutField(manifest, path, context), judgedBy(path, context));
  if (found.onKey) return joined(aboutLabelKey(path, context), about);
  const value = scalarOf(found);
  if (value === undefined) return about;
  const item = typeof path.at(-1) === "number";
  const parent = path.slice(0, item ? -2 : -1);
  const beside = (key: string) => textOf(nodeAt(manifest.root, [...parent, key]));
  const question = { field: fieldName(path), key: String(path.at(-1)), value, beside };
  return joined(valueText(question, context), about);
}

function joined(...texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join("\n\n---\n\n");
}

function paragraphs(...texts: readonly (string | undefined)[]): string | undefined {
  const said = texts.filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join("\n\n");
}

/** On apiVersion and kind: whose word the verdict is. */
function judgedBy(path: Path, { schemas }: EditingContext): string | undefined {
  const [key] = path;
  if (path.length !== 1 || (key !== "apiVersion" && key !== "kind")) return undefined;
  const release = schemas.release === "main" ? "the main branch" : `release ${schemas.release}`;
  return `Judged by ${release} of the Azure provider (\`nap.schema\`: \`${schemas.id}\`).`;
}

function scalarOf({ node }: Located): string | undefined {
  return textOf(node);
}

/** The text of any scalar as it stands, numbers and booleans included. */
function textOf(node: Located["node"] | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? node.raw : undefined;
}

function aboutLabelKey(path: Path, context: EditingContext): string | undefined {
  const parent = path.at(-2);
  const labelled = parent === "labels" || parent === "nodeSelector";
  return labelled ? labelText(String(path.at(-1)), context) : undefined;
}

function aboutField(manifest: Manifest, path: Path, context: EditingContext): string | undefined {
  const { crd, kind } = manifest;
  const schema = crd && schemaAt(crd, path);
  const parent = crd && schemaAt(crd, path.slice(0, -1));
  const required = parent?.required?.includes(String(path.at(-1))) === true;
  return fieldText({ kind, path, schema, required }, context);
}
