import type { SchemaSet } from "../schema/types.ts";
import type { Suggestion } from "./labelValues.ts";
import type { Subject } from "./cursor.ts";

/** The API versions that the schema set serves: those of the written kind, the one to prefer first. */
export function apiVersions(subject: Subject, { kinds }: SchemaSet): readonly Suggestion[] {
  const fitting = kinds.filter(({ kind }) => subject.kind === "" || kind === subject.kind);
  const sorted = [...fitting].sort((a, b) => Number(b.storage) - Number(a.storage));
  const byVersion = new Map<string, string[]>();
  for (const { group, version, kind } of sorted) {
    const apiVersion = `${group}/${version}`;
    byVersion.set(apiVersion, [...(byVersion.get(apiVersion) ?? []), kind]);
  }
  return [...byVersion].map(([value, names]) => ({ value, detail: names.join(", ") }));
}

/** The kinds of the written API version, all kinds while there is none. */
export function kindNames(subject: Subject, { kinds }: SchemaSet): readonly Suggestion[] {
  const fitting = kinds.filter(
    ({ group, version }) =>
      subject.apiVersion === "" || subject.apiVersion === `${group}/${version}`,
  );
  return [...new Set(fitting.map(({ kind }) => kind))].sort(byUse).map((value) => ({ value }));
}

const mostUsed = ["NodePool", "AKSNodeClass"];

function byUse(a: string, b: string): number {
  const rank = (kind: string) => (mostUsed.indexOf(kind) + mostUsed.length + 1) % (mostUsed.length + 1);
  return rank(a) - rank(b);
}
