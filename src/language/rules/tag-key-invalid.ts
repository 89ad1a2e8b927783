import { renameKey } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "tags"];
const forbidden = /[<>%&?\\]/;

export const tagKeyInvalid: Rule = {
  id: "tag-key-invalid",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "Names of tags have none of the characters `<>%&?\\`.",
  why: "Azure refuses these characters in the name of a tag, and so does the API server. In the value they are allowed.",
  example: {
    bad: nodeClass('tags:\n  "R&D": shop\n'),
    good: nodeClass('tags:\n  "R_D": shop\n'),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("tags keys must not contain") !== true) return undefined;
    const wrong = pairsOf(at(manifest, ...path)).find(({ name }) => forbidden.test(name));
    if (wrong === undefined) return undefined;
    const right = wrong.name.replace(/[<>%&?\\]+/g, "_");
    return {
      at: [...path, wrong.name],
      onKey: true,
      message: `The name of a tag cannot contain <, >, %, &, ? or \\.`,
      fixes: [
        {
          title: `Rename to ${right}`,
          edits: renameKey(manifest, [...path, wrong.name], right),
        },
      ],
    };
  },
};
