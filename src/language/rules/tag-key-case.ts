import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf, stringOf } from "../yaml/node.ts";
import type { Pair } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { tagOnMachine } from "./tagNames.ts";

const path = ["spec", "tags"] as const;

export const tagKeyCase: Rule = {
  id: "tag-key-case",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "Two tags differ in upper and lower case only.",
  why: "Azure does not tell names of tags apart by their case: `Team` and `team` are one tag, of which a machine can have one value. Karpenter sends both.",
  example: {
    bad: nodeClass("tags:\n  team: shop\n  Team: shop\n"),
    good: nodeClass("tags:\n  team: shop\n"),
  },
  *check(manifest) {
    const first = new Map<string, Pair>();
    for (const tag of pairsOf(at(manifest, ...path))) {
      const name = tagOnMachine(tag.name);
      const before = first.get(name);
      first.set(name, before ?? tag);
      // Names that a slash makes equal have their own finding.
      if (before === undefined || withoutSlash(before) === withoutSlash(tag)) continue;
      yield {
        at: [...path, tag.name],
        onKey: true,
        message: `For Azure ${tag.name} and ${before.name} are one tag: a machine cannot have both.`,
        fixes: [fixFor(manifest, tag, before)],
      };
    }
  },
};

function withoutSlash({ name }: Pair): string {
  return name.replaceAll("/", "_");
}

function fixFor(manifest: Manifest, tag: Pair, before: Pair) {
  return {
    title: `Remove the tag ${tag.name}`,
    edits: remove(manifest, [...path, tag.name]),
    preferred: stringOf(tag.value) === stringOf(before.value),
  };
}
