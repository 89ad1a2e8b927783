import { ownValue } from "../../karpenter/ownValue.ts";
import { renameKey } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { podMetadataPath } from "./podSpec.ts";

const annotated = (name: string): string =>
  nodePool().replace(
    "    spec:\n",
    `    metadata:\n      annotations:\n        ${name}: "true"\n    spec:\n`,
  );

/** Annotations of Karpenter's v1alpha5, by what took their place (upgrade guide to v0.32). */
const successors: Readonly<Record<string, string>> = {
  "karpenter.sh/do-not-consolidate": "karpenter.sh/do-not-disrupt",
  "karpenter.sh/do-not-evict": "karpenter.sh/do-not-disrupt",
};

export const formerAnnotation: Rule = {
  id: "former-annotation",
  kinds: ["NodePool", "NodeClaim", "other"],
  severity: "error",
  summary: "An annotation of old releases, which Karpenter no longer reads.",
  why: "`do-not-evict` on pods and `do-not-consolidate` on nodes kept Karpenter away until 2023. Both became `karpenter.sh/do-not-disrupt`; under their old names they protect nothing.",
  example: {
    bad: annotated("karpenter.sh/do-not-consolidate"),
    good: annotated("karpenter.sh/do-not-disrupt"),
  },
  *check(manifest) {
    for (const path of annotationsOf(manifest)) {
      const names = pairsOf(at(manifest, ...path)).map(({ name }) => name);
      for (const name of names) {
        const right = ownValue(successors, name);
        if (right === undefined) continue;
        yield {
          at: [...path, name],
          onKey: true,
          message: `Karpenter no longer reads ${name}: write ${right}.`,
          fixes: names.includes(right) ? [] : [rename(manifest, [...path, name], right)],
        };
      }
    }
  },
};

function rename(manifest: Manifest, path: Path, right: string): RuleFix {
  return { title: `Rename to ${right}`, edits: renameKey(manifest, path, right) };
}

function annotationsOf({ kind }: Manifest): readonly Path[] {
  if (kind === "NodePool") return [["spec", "template", "metadata", "annotations"]];
  if (kind === "NodeClaim" || kind === "Node") return [["metadata", "annotations"]];
  const metadata = podMetadataPath(kind);
  return metadata ? [[...metadata, "annotations"]] : [];
}
