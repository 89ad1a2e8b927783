import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

export const staticPoolNoSurge: Rule = {
  id: "static-pool-no-surge",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A static pool needs room for one node more than `replicas`.",
  why: "A node of a static pool that drifted, after an image or Kubernetes upgrade for example, is replaced by starting the new node first. Where `limits.nodes` leaves no room for it, old nodes stay for ever.",
  example: {
    bad: nodePool("replicas: 3\nlimits:\n  nodes: 3\n"),
    good: nodePool("replicas: 3\nlimits:\n  nodes: 4\n"),
  },
  *check(manifest) {
    const replicas = numberOf(at(manifest, "spec", "replicas"));
    const path = ["spec", "limits", "nodes"];
    const nodes = numberOf(at(manifest, ...path));
    if (replicas === undefined || nodes === undefined || replicas === 0 || nodes > replicas) return;
    yield {
      at: path,
      message: `With ${replicas} replicas there is no room to replace a drifted node; allow ${replicas + 1} nodes.`,
      fixes: [
        { title: `Allow ${replicas + 1} nodes`, edits: setValue(manifest, path, replicas + 1) },
      ],
    };
  },
};

function numberOf(node: ReturnType<typeof at>): number | undefined {
  if (node?.kind !== "scalar") return undefined;
  const value =
    typeof node.value === "string" && /^\d+$/.test(node.value) ? Number(node.value) : node.value;
  return typeof value === "number" ? value : undefined;
}
