import { remove } from "../../edit/edit.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import { fix, nameOf, shown } from "./explanation.ts";
import type { Explained } from "./explanation.ts";

const tolerationFields = new Set(["operator", "tolerationseconds"]);
const taintLists = new Set<string | number | undefined>(["taints", "startupTaints"]);

/** Whether a path is that of a field which the tolerations of pods have, in a taint. */
export function isOfToleration(path: Path): boolean {
  return taintLists.has(path.at(-3)) && tolerationFields.has(String(path.at(-1)).toLowerCase());
}

/** A taint copied from a toleration: a taint has no operator, and its effect is for ever. */
export function tolerationField(manifest: Manifest, path: Path): Explained {
  const name = nameOf(path);
  return {
    rule: "unknown-field",
    message: `${shown(path.slice(0, -1))} has no field ${name}: tolerations of pods have it, taints have key, value and effect; the server refuses the object, or drops the field where validation is not strict.`,
    fixes: fix(`Remove ${name}`, remove(manifest, path)),
    onKey: true,
  };
}
