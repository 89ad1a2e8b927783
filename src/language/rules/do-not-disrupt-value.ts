import { parseDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { podMetadataPath } from "./podSpec.ts";

const annotation = "karpenter.sh/do-not-disrupt";

export const doNotDisruptValue: Rule = {
  id: "do-not-disrupt-value",
  kinds: ["NodePool", "NodeClaim", "other"],
  severity: "error",
  summary: "`karpenter.sh/do-not-disrupt` has a value that Karpenter ignores.",
  why: "On a node the annotation counts only with the value `true`; on a pod also a duration such as `4h`, counted from the start of the pod. With anything else (`True`, `yes`, `1`) Karpenter ignores it and disrupts the node.",
  example: {
    bad: nodePool().replace(
      "    spec:\n",
      '    metadata:\n      annotations:\n        karpenter.sh/do-not-disrupt: "yes"\n    spec:\n',
    ),
    good: nodePool().replace(
      "    spec:\n",
      '    metadata:\n      annotations:\n        karpenter.sh/do-not-disrupt: "true"\n    spec:\n',
    ),
  },
  *check(manifest) {
    for (const [place, path] of placesOf(manifest)) {
      const node = at(manifest, ...path);
      if (node?.kind !== "scalar" || typeof node.value !== "string") continue;
      if (node.value === "true" || (place === "pod" && isPositiveDuration(node.value))) continue;
      const allowed = place === "pod" ? '"true" or a duration such as "4h"' : '"true"';
      yield {
        at: path,
        message: `Karpenter ignores this value: only ${allowed} keeps the ${place} from being disrupted.`,
        fixes:
          node.value === "false"
            ? []
            : [{ title: 'Write "true"', edits: setValue(manifest, path, "true") }],
        ...(node.value === "false" ? { severity: "info" as const } : {}),
      };
    }
  },
};

function isPositiveDuration(text: string): boolean {
  const { value } = parseDuration(text);
  return value !== undefined && value > 0n;
}

function placesOf(manifest: Manifest): readonly (readonly ["node" | "pod", Path])[] {
  if (manifest.kind === "NodePool")
    return [["node", ["spec", "template", "metadata", "annotations", annotation]]];
  if (manifest.kind === "NodeClaim" || manifest.kind === "Node")
    return [["node", ["metadata", "annotations", annotation]]];
  const metadata = podMetadataPath(manifest.kind);
  return metadata ? [["pod", [...metadata, "annotations", annotation]]] : [];
}
