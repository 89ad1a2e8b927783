import { referencesOf } from "../references.ts";
import { rangeOf as rangeIn } from "../manifest.ts";
import type { SourceFile } from "../sourceFile.ts";
import type { Reference, Workspace } from "../workspace.ts";
import type { Range } from "../yaml/node.ts";
import { documentAt } from "./documentAt.ts";
import { contains, shiftedBy } from "./locate.ts";

/** A place in a file of the workspace. */
export interface Location {
  readonly uri: string;
  /** Offsets in that file. */
  readonly range: Range;
}

/** An object that the cursor is on the name of; `range` is that name, in the file at hand. */
interface Target {
  readonly kind: Reference["kind"];
  readonly name: string;
  readonly range: Range;
}

/** The objects that the name at an offset stands for: where a nodeClassRef or a nodepool selector leads. */
export function definition(
  file: SourceFile,
  offset: number,
  workspace: Workspace,
): readonly Location[] {
  const target = targetAt(file, offset);
  return target ? declarations(target, workspace) : [];
}

/** Every place of the workspace that names the object whose name, or a reference to which, is at an offset. */
export function references(
  file: SourceFile,
  offset: number,
  { workspace, declaration }: { workspace: Workspace; declaration: boolean },
): readonly Location[] {
  const target = targetAt(file, offset);
  if (!target) return [];
  const mentions = workspace.objects.flatMap(({ uri, references: found }) =>
    found
      .filter(({ kind, name }) => kind === target.kind && name === target.name)
      .map(({ range }) => ({ uri, range })),
  );
  return declaration ? [...declarations(target, workspace), ...mentions] : mentions;
}

function declarations({ kind, name }: Target, workspace: Workspace): readonly Location[] {
  return workspace
    .all(kind)
    .filter((object) => object.name === name)
    .map(({ uri, nameRange: range }) => ({ uri, range }));
}

function targetAt(file: SourceFile, offset: number): Target | undefined {
  const document = documentAt(file, offset);
  if (!document) return undefined;
  const at = offset - document.start;
  for (const manifest of document.manifests) {
    if (!contains(manifest.root, at)) continue;
    const { kind, name } = manifest;
    const named = kind === "AKSNodeClass" || kind === "NodePool";
    const own = rangeIn(manifest, ["metadata", "name"]);
    const candidates: readonly Reference[] = [
      ...(named && name !== undefined ? [{ kind, name, range: own } as const] : []),
      ...referencesOf(manifest),
    ];
    const found = candidates.find(({ range }) => contains(range, at));
    if (found) return { ...found, range: shiftedBy(found.range, document.start) };
  }
  return undefined;
}
