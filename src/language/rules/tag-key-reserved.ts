import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";
import { setByProvider, tagOnMachine } from "./tagNames.ts";

const path = ["spec", "tags"] as const;

export const tagKeyReserved: Rule = {
  id: "tag-key-reserved",
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "A tag has a name that Karpenter or Azure keeps for itself.",
  why: "Karpenter marks its machines with tags of its own and overwrites the same names here. Names that begin with `microsoft`, `azure` or `windows` are refused by Azure Resource Manager, so that no machine is made.",
  example: {
    bad: nodeClass("tags:\n  karpenter.sh_nodepool: mine\n  team: a\n"),
    good: nodeClass("tags:\n  team: a\n"),
  },
  *check(manifest) {
    const tags = pairsOf(at(manifest, ...path));
    for (const { name } of tags) {
      const onMachine = tagOnMachine(name);
      const overwritten = setByProvider.includes(onMachine);
      if (!overwritten && !/^(microsoft|azure|windows)/.test(onMachine)) continue;
      yield {
        at: [...path, name],
        onKey: true,
        message: overwritten
          ? `Karpenter sets the tag ${onMachine} itself, over what is written here.`
          : `Azure refuses tags whose name begins with microsoft, azure or windows: no machine can be made. Choose another name.`,
        fixes: [
          {
            title: `Remove the tag ${name}`,
            edits: remove(manifest, tags.length === 1 ? path : [...path, name]),
            preferred: overwritten,
          },
        ],
      };
    }
  },
};
