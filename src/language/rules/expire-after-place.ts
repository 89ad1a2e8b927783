import { move, remove } from "../edit/edit.ts";
import { pair } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

const old = ["spec", "disruption", "expireAfter"] as const;
const path = ["spec", "template", "spec", "expireAfter"] as const;

export const expireAfterPlace: Rule = {
  id: "expire-after-place",
  kinds: ["NodePool"],
  layer: "unknown-field",
  severity: "error",
  summary: "`expireAfter` belongs to `spec.template.spec`.",
  why: "Up to v1beta1 the field stood under `spec.disruption`. There the API server now rejects it, or drops it when validation is not strict, and nodes expire after the default of 720h.",
  example: {
    bad: nodePool("disruption:\n  consolidateAfter: 5m\n  expireAfter: 168h\n"),
    good: nodePool(
      "disruption:\n  consolidateAfter: 5m\n",
      "requirements: []\nexpireAfter: 168h\n",
    ),
  },
  explain(finding, manifest) {
    if (finding.layer !== "unknown-field" || finding.path.join("/") !== old.join("/"))
      return undefined;
    const already = pair(manifest, ...path) !== undefined;
    return {
      message:
        "expireAfter moved to spec.template.spec in karpenter.sh/v1; here it has no effect and nodes expire after 720h.",
      fixes: already
        ? [{ title: "Remove it: spec.template.spec has one", edits: remove(manifest, old) }]
        : [{ title: "Move to spec.template.spec", edits: move(manifest, old, path) }],
    };
  },
};
