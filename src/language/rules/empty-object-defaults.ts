import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

export const emptyObjectDefaults: Rule = {
  id: "empty-object-defaults",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "An empty `gpu` or `kubelet` says nothing and still replaces nodes.",
  why: "The API server fills an empty `gpu: {}` or `kubelet: {}` with defaults. They are what nodes have anyway, but the hash of the class changes, so every node of it drifts and is replaced; the same happens once when the empty field goes.",
  example: {
    fix: "offered",
    bad: nodeClass("imageFamily: AzureLinux\ngpu: {}\n"),
    good: nodeClass("imageFamily: AzureLinux\n"),
  },
  *check(manifest) {
    for (const name of ["gpu", "kubelet"]) {
      const path = ["spec", name];
      const node = at(manifest, ...path);
      if (node?.kind !== "map" || node.pairs.length > 0) continue;
      yield {
        at: path,
        message: `An empty ${name} sets defaults that nodes have anyway, but it changes the hash of the class: its nodes are replaced.`,
        fixes: [{ title: `Remove ${name}`, edits: remove(manifest, path), preferred: false }],
      };
    }
  },
};
