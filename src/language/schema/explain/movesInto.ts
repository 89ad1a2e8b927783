import { Draft } from "../../edit/draft.ts";
import { move } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt, pairsOf } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { fix, shown } from "./explanation.ts";
import { placesFor } from "./places.ts";

interface Misplaced {
  readonly from: Path;
  readonly to: Path;
}

/** The fields of a map that is missing, where they stand too high: moved together they are that map. */
export function movesInto(manifest: Manifest, root: SchemaNode, missing: Path): readonly Fix[] {
  if (missing.length < 2 || nodeAt(manifest.root, missing) !== undefined) return [];
  const found = missing.flatMap((_, depth) =>
    misplaced(manifest, root, { holder: missing.slice(0, depth), missing }),
  );
  const targets = found.map(({ to }) => shown(to));
  if (found.length === 0 || new Set(targets).size < targets.length) return [];
  const draft = new Draft(manifest);
  for (const { from, to } of found) draft.step((now) => move(now, from, to));
  const names = found.map(({ from }) => String(from.at(-1)));
  return fix(
    `Move ${names.join(", ")} to ${shown(found[0]?.to.slice(0, -1) ?? [])}`,
    draft.edits(),
  );
}

/** Unknown fields of one map above that belong into the missing one, and nowhere else. */
function misplaced(
  { root: object }: Manifest,
  root: SchemaNode,
  { holder, missing }: { readonly holder: Path; readonly missing: Path },
): readonly Misplaced[] {
  const schema = holder.reduce<SchemaNode | undefined>(
    (node, step) => (typeof step === "string" ? node?.child(step) : node?.items),
    root,
  );
  return pairsOf(nodeAt(object, holder)).flatMap(({ name }) => {
    const from = [...holder, name];
    if (schema === undefined || schema.child(name) !== undefined) return [];
    const [to, ...more] = placesFor(root, object, from);
    const isInside =
      to !== undefined && missing.every((step, index) => to[index] === step) && !to.includes("*");
    return isInside && more.length === 0 ? [{ from, to }] : [];
  });
}
