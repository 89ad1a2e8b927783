import { isMap, isSeq, parseDocument, YAMLSeq, type Document, type YAMLMap } from "yaml";
import { credentialError } from "./kubeconfig.ts";

/** How a kubeconfig is added to another. */
export interface MergeOptions {
  /** Replaces entries of the same name that differ; otherwise they stay and are named in `conflicts`. */
  readonly replaces: boolean;
  /** Makes the added context the current one. */
  readonly becomesCurrent: boolean;
}

/** The merged text, and what became of the added entries. */
export interface MergedKubeconfig {
  readonly text: string;
  /** Name of the added kubeconfig's current context. */
  readonly context: string;
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  /** Entries of the same name with another content, left as they were: nothing of the addition is written then. */
  readonly conflicts: readonly string[];
}

const sections = ["clusters", "users", "contexts"] as const;

/**
 * Adds the entries of one kubeconfig to another; every other entry, unknown members and comments stay.
 * @param existing text of the user's file; empty for a new one
 * @throws KubeError (`credential`) when either is no kubeconfig
 */
export function mergedKubeconfig(
  existing: string,
  addition: string,
  options: MergeOptions,
): MergedKubeconfig {
  const target = documentOf(existing.trim() === "" ? emptyKubeconfig : existing);
  const source = documentOf(addition);
  const outcome = { added: [] as string[], replaced: [] as string[], conflicts: [] as string[] };
  for (const section of sections) mergeSection(target, source, { section, ...options, ...outcome });
  const current = source.get("current-context");
  const context = typeof current === "string" ? current : "";
  if (outcome.conflicts.length > 0) return { text: existing, context, ...outcome, added: [] };
  if (options.becomesCurrent && context !== "") target.set("current-context", context);
  // As kubectl and az write lists, unless the file is indented otherwise.
  const indentSeq = /^\w+:[ \t]*\n[ \t]+-/m.test(existing);
  return { text: target.toString({ lineWidth: 0, indentSeq }), context, ...outcome };
}

const emptyKubeconfig =
  'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\ncontexts: []\ncurrent-context: ""\n';

function documentOf(text: string): Document {
  // With this schema every scalar is text and is written back as it was: `0123` would become 123.
  const document = parseDocument(text, { schema: "failsafe" });
  const isReadable = document.errors.length === 0 && isMap(document.contents);
  if (!isReadable)
    throw credentialError("The kubeconfig cannot be read as YAML; it was left alone.");
  return document;
}

function mergeSection(
  target: Document,
  source: Document,
  options: MergeOptions & {
    readonly section: (typeof sections)[number];
    readonly added: string[];
    readonly replaced: string[];
    readonly conflicts: string[];
  },
): void {
  const { section, replaces, added, replaced, conflicts } = options;
  const list = sequenceOf(target, section);
  for (const entry of entriesOf(source, section)) {
    const name = String(entry.get("name"));
    const label = `${section.slice(0, -1)} ${name}`;
    const index = list.items.findIndex((item) => isMap(item) && item.get("name") === name);
    if (index < 0) {
      list.add(entry);
      added.push(label);
    } else if (!isSame(list.items[index], entry)) {
      if (replaces) list.items[index] = entry;
      (replaces ? replaced : conflicts).push(label);
    }
  }
}

/** A list written as `[]` would take new entries in braces on one line. */
function sequenceOf(document: Document, section: string): YAMLSeq {
  const found = document.get(section);
  const list = isSeq(found) ? found : new YAMLSeq();
  list.flow = false;
  if (!isSeq(found)) document.set(section, list);
  return list;
}

function entriesOf(document: Document, section: string): readonly YAMLMap[] {
  const list = document.get(section);
  return isSeq(list) ? list.items.filter((item) => isMap(item)) : [];
}

function isSame(left: unknown, right: YAMLMap): boolean {
  const plain = (value: unknown) => (isMap(value) ? JSON.stringify(value.toJSON()) : "");
  return plain(left) === plain(right);
}
