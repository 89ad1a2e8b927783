import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";

const path = ["spec", "kubelet", "failSwapOn"] as const;

export const failSwapOnUseless: Rule = {
  id: "fail-swap-on-useless",
  kinds: ["AKSNodeClass"],
  severity: "info",
  summary: "`failSwapOn: false` without a swap file does nothing.",
  why: "The kubelet is told to start in spite of swap, but nodes have none unless `linuxOSConfig.swapFileSize` makes a swap file.",
  example: {
    bad: nodeClass("kubelet:\n  failSwapOn: false\n  podPidsLimit: 4096\n"),
    good: nodeClass("kubelet:\n  podPidsLimit: 4096\n"),
  },
  *check(manifest) {
    const node = at(manifest, ...path);
    if (node?.kind !== "scalar" || node.value !== false || manifest.partial) return;
    if (at(manifest, "spec", "linuxOSConfig", "swapFileSize")) return;
    const isAlone = pairsOf(at(manifest, "spec", "kubelet")).length === 1;
    yield {
      at: path,
      message:
        "Nodes of this class have no swap: set linuxOSConfig.swapFileSize, or leave failSwapOn out.",
      fixes: [
        // An empty kubelet would bring defaults in, which changes the class for no gain.
        {
          title: "Remove failSwapOn",
          edits: remove(manifest, isAlone ? ["spec", "kubelet"] : path),
        },
      ],
    };
  },
};
