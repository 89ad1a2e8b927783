import { remove, setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

export const swapNeedsFailSwapOn: Rule = {
  id: "swap-needs-fail-swap-on",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "A swap file needs `kubelet.failSwapOn: false`.",
  why: "The kubelet refuses to start on a node with swap unless it is told to bear it. The API server asks for both fields together.",
  example: {
    bad: nodeClass("linuxOSConfig:\n  swapFileSize: 1500Mi\n"),
    good: nodeClass("linuxOSConfig:\n  swapFileSize: 1500Mi\nkubelet:\n  failSwapOn: false\n"),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("failSwapOn must be set to false") !== true)
      return undefined;
    const size = ["spec", "linuxOSConfig", "swapFileSize"];
    return {
      at: size,
      message: "With a swap file the kubelet starts only with kubelet.failSwapOn: false.",
      fixes: [
        {
          title: "Set kubelet.failSwapOn to false",
          edits: setValue(manifest, ["spec", "kubelet", "failSwapOn"], false),
        },
        { title: "Remove the swap file", edits: remove(manifest, size) },
      ],
    };
  },
};
