import { renameKey } from "../edit/edit.ts";
import { at, pair } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "tags"] as const;

export const tagKeyRewritten: Rule = {
  id: "tag-key-rewritten",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "A slash in the key of a tag becomes an underscore.",
  why: "Azure allows no slash in names of tags, so the provider writes `_` for it: who looks for `team/cost` in Azure finds nothing. Where two keys become one, chance decides which value stays.",
  example: {
    bad: nodeClass("tags:\n  team/cost: a\n"),
    good: nodeClass("tags:\n  team_cost: a\n"),
  },
  *check(manifest) {
    for (const { name } of pairsOf(at(manifest, ...path))) {
      if (!name.includes("/")) continue;
      const right = name.replaceAll("/", "_");
      const other = pairsOf(at(manifest, ...path)).find(
        (tag) => tag.name !== name && tag.name.replaceAll("/", "_") === right,
      );
      const isTaken = pair(manifest, ...path, right) !== undefined;
      yield {
        at: [...path, name],
        onKey: true,
        message: other
          ? `On the machine this tag is called ${right}, as is ${other.name}: only one of the two values arrives.`
          : `On the machine this tag is called ${right}: Azure has no slash in names of tags.`,
        fixes: isTaken
          ? []
          : [
              {
                title: `Rename to ${right}`,
                edits: renameKey(manifest, [...path, name], right),
                preferred: other === undefined,
              },
            ],
      };
    }
  },
};
