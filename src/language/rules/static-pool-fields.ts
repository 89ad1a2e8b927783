import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";

export const staticPoolFields: Rule = {
  id: "static-pool-fields",
  kinds: ["NodePool"],
  layer: "cel",
  severity: "error",
  summary: "A static pool has no `weight` and no limit but `nodes`.",
  why: "A NodePool with `replicas` keeps that many nodes whatever the pods need. It takes no part in scheduling, so a weight or limits on cpu and memory would say nothing, and the CRD refuses them.",
  example: {
    bad: nodePool("replicas: 2\nweight: 10\nlimits:\n  nodes: 3\n  cpu: 64\n"),
    good: nodePool("replicas: 2\nlimits:\n  nodes: 3\n"),
  },
  explain(finding, manifest) {
    const message = finding.server?.message ?? "";
    if (finding.layer !== "cel" || !message.includes("static NodePools")) return undefined;
    if (message.includes("'weight'"))
      return {
        at: ["spec", "weight"],
        onKey: true,
        message:
          "weight orders pools that compete for pods; a pool with replicas does not compete.",
        fixes: [{ title: "Remove weight", edits: remove(manifest, ["spec", "weight"]) }],
      };
    return limitsExplanation(manifest);
  },
};

function limitsExplanation(manifest: Manifest) {
  const limits = pairsOf(at(manifest, "spec", "limits"));
  const others = limits.filter(({ name }) => name !== "nodes").map(({ name }) => name);
  const edits =
    others.length === limits.length
      ? remove(manifest, ["spec", "limits"])
      : others.flatMap((name) => remove(manifest, ["spec", "limits", name]));
  return {
    at: ["spec", "limits", others[0] ?? "nodes"],
    onKey: true,
    message: `A pool with replicas is limited by the number of nodes alone; remove ${others.join(", ")}.`,
    fixes: [{ title: `Remove the limit on ${others.join(", ")}`, edits }],
  };
}
