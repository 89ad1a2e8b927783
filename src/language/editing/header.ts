import { kinds } from "../ourKinds.ts";
import type { SchemaSet } from "../schema/types.ts";
import type { Suggestion } from "./labelSuggestions.ts";
import type { Cursor, Subject } from "./cursor.ts";
import type { EditingContext } from "./context.ts";
import type { Path } from "../yaml/node.ts";

interface HeaderRequest {
  readonly cursor: Cursor;
  readonly context: EditingContext;
  /** The file speaks of Karpenter somewhere. */
  readonly mentioned: boolean;
  /** What is typed of the value. */
  readonly word: string;
}

/** Values of apiVersion and kind where the document is ours or may become so; undefined at other paths. */
export function headerValues(
  path: Path,
  { cursor, context, mentioned, word }: HeaderRequest,
): readonly Suggestion[] | undefined {
  const { subject } = cursor;
  if (path.length !== 1) return undefined;
  if (path[0] === "kind") {
    const open = subject.ours || (subject.apiVersion === "" && (mentioned || beginsKind(word)));
    return open ? kindNames(subject, context.schemas) : [];
  }
  if (path[0] !== "apiVersion") return undefined;
  const ourKind = context.schemas.kinds.some(({ kind }) => kind === subject.kind);
  const unsaid = mentioned && subject.apiVersion === "" && subject.kind === "";
  const begun = subject.kind === "" ? "karpenter.".startsWith(word.slice(0, 10)) : false;
  const open = subject.ours || ourKind || unsaid || begun;
  return open ? apiVersions(subject, context.schemas) : [];
}

/** Also nothing at all: editors ask then only when they are told to. */
function beginsKind(word: string): boolean {
  return kinds.some((kind) => kind.startsWith(word));
}

/** The API versions that the schema set serves: those of the written kind, the one to prefer first. */
function apiVersions(subject: Subject, { kinds }: SchemaSet): readonly Suggestion[] {
  const fitting = kinds.filter(({ kind }) => subject.kind === "" || kind === subject.kind);
  const sorted = [...fitting].sort(
    (a, b) => Number(b.storage) - Number(a.storage) || byUse(a.kind, b.kind),
  );
  const byVersion = new Map<string, string[]>();
  for (const { group, version, kind } of sorted) {
    const apiVersion = `${group}/${version}`;
    byVersion.set(apiVersion, [...(byVersion.get(apiVersion) ?? []), kind]);
  }
  return [...byVersion].map(([value, names]) => ({ value, detail: names.join(", ") }));
}

/** The kinds of the written API version, all kinds while there is none. */
function kindNames(subject: Subject, { kinds }: SchemaSet): readonly Suggestion[] {
  const fitting = kinds.filter(
    ({ group, version }) =>
      subject.apiVersion === "" || subject.apiVersion === `${group}/${version}`,
  );
  return [...new Set(fitting.map(({ kind }) => kind))].sort(byUse).map((value) => ({ value }));
}

const mostUsed = ["NodePool", "AKSNodeClass"];

function byUse(a: string, b: string): number {
  const rank = (kind: string) => {
    const index = mostUsed.indexOf(kind);
    return index < 0 ? mostUsed.length : index;
  };
  return rank(a) - rank(b);
}
