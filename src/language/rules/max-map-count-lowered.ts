import { remove } from "../edit/edit.ts";
import { at, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { nodeClass } from "./examples.ts";

const sysctls = ["spec", "linuxOSConfig", "sysctls"] as const;
const path = [...sysctls, "vmMaxMapCount"] as const;
/** vm.max_map_count of Ubuntu 24.04 and Azure Linux 3 nodes (learn.microsoft.com, AKS custom node configuration). */
const nodeDefault = 1_048_576;

export const maxMapCountLowered: Rule = {
  id: "max-map-count-lowered",
  kinds: ["AKSNodeClass"],
  severity: "warning",
  summary: "On newer images every `vmMaxMapCount` that is allowed lowers the limit.",
  why: "Nodes with Ubuntu 24.04 or Azure Linux 3 come with 1048576 memory maps per process. The field takes at most 262144, so writing it there, as guides for search engines and databases from the days of Ubuntu 22.04 (65530) say, takes maps away.",
  example: {
    bad: nodeClass(
      "imageFamily: AzureLinux\nlinuxOSConfig:\n  sysctls:\n    vmMaxMapCount: 262144\n    vmSwappiness: 10\n",
    ),
    good: nodeClass("imageFamily: AzureLinux\nlinuxOSConfig:\n  sysctls:\n    vmSwappiness: 10\n"),
  },
  *check(manifest) {
    const node = at(manifest, ...path);
    if (node?.kind !== "scalar" || typeof node.value !== "number") return;
    if (node.value >= nodeDefault) return;
    const family = textAt(manifest, "spec", "imageFamily");
    if (family !== "AzureLinux" && family !== "Ubuntu2404") return;
    const isAlone = pairsOf(at(manifest, ...sysctls)).length === 1;
    yield {
      at: path,
      message: `Nodes of this image family have ${nodeDefault} without it; ${node.value} lowers that.`,
      fixes: [
        {
          title: "Remove vmMaxMapCount",
          edits: remove(manifest, isAlone ? sysctls : path),
        },
      ],
    };
  },
};
