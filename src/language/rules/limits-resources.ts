import { Draft } from "../edit/draft.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";
import { liftLimits } from "./limitsLift.ts";

export const limitsResources: Rule = {
  id: "limits-resources",
  kinds: ["NodePool"],
  layer: "schema",
  severity: "error",
  summary: "The limits of a NodePool stand in `spec.limits`, without `resources` around them.",
  why: "The Provisioner of `karpenter.sh/v1alpha5` had them in `spec.limits.resources`. In a NodePool `resources` is the name of one more resource, so a map there is refused.",
  example: {
    bad: nodePool("limits:\n  resources:\n    cpu: 100 # all of it\n    memory: 400Gi\n"),
    good: nodePool("limits:\n  cpu: 100 # all of it\n  memory: 400Gi\n"),
  },
  explain({ layer, path }, manifest) {
    if (layer !== "schema" || path.join("/") !== "spec/limits/resources") return undefined;
    const draft = new Draft(manifest);
    liftLimits(draft);
    return {
      onKey: true,
      message:
        "resources around the limits is v1alpha5: a NodePool has them in spec.limits itself.",
      fixes: [{ title: "Move the limits to spec.limits", edits: draft.edits() }],
    };
  },
};
