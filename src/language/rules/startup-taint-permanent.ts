import { append, remove, renameKey } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { fieldOf, itemsOf, toJson } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { nodeSpecPath, taintsOf } from "./access.ts";
import { agentTaints } from "./agentTaints.ts";
import { nodePool } from "./examples.ts";

function example(list: string): string {
  return nodePool(
    "",
    `requirements: []\n${list}:\n  - key: node.cilium.io/agent-not-ready\n    effect: NoExecute\n    value: "true"\n`,
  );
}

export const startupTaintPermanent: Rule = {
  id: "startup-taint-permanent",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "A taint that an agent takes away belongs under `startupTaints`.",
  why: "Karpenter makes nodes only for pods that tolerate all of `taints`. Cilium removes `node.cilium.io/agent-not-ready` from a node when it is ready, but your pods do not tolerate it, so Karpenter makes no node for them. It passes over `startupTaints`.",
  example: { bad: example("taints"), good: example("startupTaints") },
  *check(manifest) {
    for (const { path, list, key } of taintsOf(manifest)) {
      if (list !== "taints" || key === undefined || !agentTaints.includes(key)) continue;
      yield {
        at: path,
        message: `Cilium takes ${key} away by itself, but here every pod would have to tolerate it: move it to startupTaints.`,
        fixes: [{ title: "Move to startupTaints", edits: moved(manifest, path) }],
      };
    }
  },
};

function moved(manifest: Manifest, path: Path): readonly Edit[] {
  const [taints, startup] = [path.slice(0, -1), [...nodeSpecPath(manifest), "startupTaints"]];
  const isAlone = itemsOf(at(manifest, ...taints)).length === 1;
  if (isAlone && !at(manifest, ...startup)) return renameKey(manifest, taints, "startupTaints");
  const item = at(manifest, ...path);
  if (item === undefined) return [];
  const removed = remove(manifest, isAlone ? taints : path);
  if (isTwice(manifest, path)) return removed;
  const added = append(manifest, startup, toJson(item));
  const overlap = removed.some((one) =>
    added.some(
      (other) => other.start < one.end && one.start < Math.max(other.end, other.start + 1),
    ),
  );
  return overlap || removed.length === 0 || added.length === 0 ? [] : [...removed, ...added];
}

/** The agent's taint stands among the startup taints as well. */
function isTwice(manifest: Manifest, path: Path): boolean {
  const taints = taintsOf(manifest);
  const own = taints.find((taint) => fieldOf(taint.path) === fieldOf(path));
  return taints.some(
    ({ list, key, effect }) =>
      list === "startupTaints" && key === own?.key && effect === own?.effect,
  );
}
