import { remove } from "../edit/edit.ts";
import { pair } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const path = ["metadata", "namespace"] as const;

export const namespaceWithoutEffect: Rule = {
  id: "namespace-without-effect",
  kinds: ["NodePool", "AKSNodeClass", "NodeClaim", "NodeOverlay"],
  severity: "info",
  summary: "Karpenter's objects belong to the cluster and have no namespace.",
  why: "NodePools, AKSNodeClasses, NodeClaims and NodeOverlays are cluster-scoped: the API server drops `metadata.namespace` without a word, and the object is the same for every namespace.",
  example: {
    bad: nodeClass("imageFamily: AzureLinux\n").replace(
      "name: default\n",
      "name: default\n  namespace: karpenter\n",
    ),
    good: nodeClass("imageFamily: AzureLinux\n"),
  },
  *check(manifest) {
    if (manifest.crd?.scope !== "Cluster" || pair(manifest, ...path) === undefined) return;
    yield {
      at: path,
      onKey: true,
      message: `${manifest.kind} objects belong to the cluster: the API server drops their namespace.`,
      fixes: [{ title: "Remove the namespace", edits: remove(manifest, path) }],
      tag: "unnecessary",
    };
  },
};
