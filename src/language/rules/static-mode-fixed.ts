import { remove, setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeAt } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";

const replicas = ["spec", "replicas"] as const;

export const staticModeFixed: Rule = {
  id: "static-mode-fixed",
  kinds: ["NodePool"],
  layer: "cel",
  severity: "error",
  summary: "A NodePool stays static or dynamic for life.",
  why: "Whether a NodePool has `replicas` is decided when it is created. The API server refuses an update that adds or removes the field; make a new pool of the other kind beside it, move the pods, and delete the old one. To empty a static pool set `replicas: 0`.",
  example: {
    stored: nodePool("replicas: 3\n"),
    bad: nodePool(),
    good: `${nodePool()}  replicas: 3\n`,
  },
  explain(finding, manifest, { stored }) {
    if (finding.layer !== "cel" || !finding.server?.message.includes("Cannot transition NodePool"))
      return undefined;
    const before = nodeAt(stored?.("NodePool", manifest.name ?? ""), replicas);
    const isStatic = at(manifest, ...replicas) !== undefined;
    const count = before?.kind === "scalar" ? before.value : null;
    return {
      at: isStatic ? replicas : ["spec"],
      onKey: true,
      message: isStatic
        ? "The pool in the cluster has no replicas, and a pool cannot become static: make a new pool."
        : "The pool in the cluster has replicas, and a static pool cannot become dynamic: make a new pool.",
      fixes: isStatic
        ? [{ title: "Remove replicas", edits: remove(manifest, replicas) }]
        : [{ title: `Keep ${String(count)} replicas`, edits: setValue(manifest, replicas, count) }],
    };
  },
};
