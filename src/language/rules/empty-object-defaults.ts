import { remove, setValue } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";

/** What the API server makes of the empty object. */
function written(manifest: Manifest, path: Path): readonly Edit[] {
  const schema = path.reduce<StructuralSchema | undefined>(
    (node, step) => node?.properties?.[String(step)],
    manifest.crd?.schema,
  );
  const fields = Object.entries(schema?.properties ?? {}).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return fields.length === 0 ? [] : setValue(manifest, path, Object.fromEntries(fields));
}

export const emptyObjectDefaults: Rule = {
  id: "empty-object-defaults",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "An empty `gpu` or `kubelet` says nothing and still replaces nodes.",
  why: "The API server fills an empty `gpu: {}` or `kubelet: {}` with defaults. They are what nodes have anyway, but the hash of the class changes, so every node of it drifts and is replaced; the same happens once when the empty field goes.",
  example: {
    bad: nodeClass("imageFamily: AzureLinux\ngpu: {}\n"),
    good: nodeClass("imageFamily: AzureLinux\ngpu:\n  mode: Driver\n"),
  },
  *check(manifest) {
    for (const name of ["gpu", "kubelet"]) {
      const path = ["spec", name];
      const node = at(manifest, ...path);
      if (node?.kind !== "map" || node.pairs.length > 0) continue;
      yield {
        at: path,
        message: `An empty ${name} sets defaults that nodes have anyway, but it changes the hash of the class: its nodes are replaced.`,
        fixes: [
          // The server stores the same either way: no node is replaced.
          { title: `Write out the defaults of ${name}`, edits: written(manifest, path) },
          { title: `Remove ${name}`, edits: remove(manifest, path), preferred: false },
        ],
      };
    }
  },
};
