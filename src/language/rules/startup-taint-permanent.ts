import { append, remove, renameKey } from "../edit/edit.ts";
import type { Edit } from "../finding.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { fieldOf, itemsOf, toJson } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { nodeSpecPath, taintsOf } from "./access.ts";
import { agentTaints, lastingTaints } from "./agentTaints.ts";
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
  summary: "A taint that an agent takes away belongs under `startupTaints`, and no other.",
  why: "Karpenter makes nodes only for pods that tolerate all of `taints`. Cilium removes `node.cilium.io/agent-not-ready` from a node when it is ready, but your pods do not tolerate it, so Karpenter makes no node for them. It passes over `startupTaints`, and waits until each of them is gone: a taint that nothing removes keeps its nodes from ever being initialized.",
  example: { bad: example("taints"), good: example("startupTaints") },
  *check(manifest) {
    for (const { path, list, key = "" } of taintsOf(manifest)) {
      if (list === "taints" && agentTaints.includes(key))
        yield {
          at: path,
          message: `Cilium takes ${key} away by itself, but here every pod would have to tolerate it: move it to startupTaints.`,
          fixes: [
            { title: "Move to startupTaints", edits: moved(manifest, path, "startupTaints") },
          ],
        };
      if (list === "startupTaints" && lastingTaints.includes(key))
        yield {
          at: path,
          message: `Nothing takes ${key} away, and until it is gone Karpenter does not count the node as ready: it is never consolidated. Unless an agent of yours removes it, move it to taints.`,
          fixes: [
            {
              title: "Move to taints",
              edits: moved(manifest, path, "taints"),
              preferred: false,
            },
          ],
        };
    }
  },
};

type List = "taints" | "startupTaints";

function moved(manifest: Manifest, path: Path, list: List): readonly Edit[] {
  const [from, to] = [path.slice(0, -1), [...nodeSpecPath(manifest), list]];
  const isAlone = itemsOf(at(manifest, ...from)).length === 1;
  if (isAlone && !at(manifest, ...to)) return renameKey(manifest, from, list);
  const item = at(manifest, ...path);
  if (item === undefined) return [];
  const removed = remove(manifest, isAlone ? from : path);
  if (isTwice(manifest, path, list)) return removed;
  const added = append(manifest, to, toJson(item));
  const overlap = removed.some((one) =>
    added.some(
      (other) => other.start < one.end && one.start < Math.max(other.end, other.start + 1),
    ),
  );
  return overlap || removed.length === 0 || added.length === 0 ? [] : [...removed, ...added];
}

/** The taint stands in the other list as well. */
function isTwice(manifest: Manifest, path: Path, other: List): boolean {
  const taints = taintsOf(manifest);
  const own = taints.find((taint) => fieldOf(taint.path) === fieldOf(path));
  return taints.some(
    ({ list, key, effect }) => list === other && key === own?.key && effect === own?.effect,
  );
}
