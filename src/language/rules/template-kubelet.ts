import { remove } from "../edit/edit.ts";
import { lineEnd, lineStart, newlineOf } from "../edit/lines.ts";
import { at, pair } from "../manifest.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleContext, RuleFix } from "../rule.ts";
import type { Path } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";
import { kubeletHome } from "./kubeletHome.ts";
import type { KubeletHome } from "./kubeletHome.ts";
import { kubeletWays } from "./kubeletMove.ts";

const kubelet = ["spec", "template", "spec", "kubelet"] as const;
const resources = ["spec", "template", "spec", "resources"] as const;

export const templateKubelet: Rule = {
  id: "template-kubelet",
  kinds: ["NodePool"],
  layer: "unknown-field",
  severity: "error",
  summary: "Kubelet settings moved from the NodePool to the AKSNodeClass.",
  why: "`spec.template.spec.kubelet` and `resources` were part of v1beta1. Since v1 kubelet settings stand in `spec.kubelet` of the AKSNodeClass and `maxPods` in its `spec`; the pool's fields are unknown to the API server. They become comments; where the workspace has the class, a second fix writes them there, which changes its nodes.",
  example: {
    bad: nodePool("", "requirements: []\nkubelet:\n  maxPods: 110\n"),
    good: nodePool(
      "",
      "requirements: []\n# Belongs to the AKSNodeClass (spec.kubelet; maxPods to spec):\n# kubelet:\n#   maxPods: 110\n",
    ),
  },
  explain(finding, manifest) {
    if (finding.layer !== "unknown-field") return undefined;
    const path = finding.path.join("/");
    if (path === kubelet.join("/"))
      return {
        message:
          "Kubelet settings belong to the AKSNodeClass now: spec.kubelet there, and maxPods in its spec.",
        fixes: [commentOut(manifest, kubelet)],
      };
    if (path === resources.join("/"))
      return {
        message:
          "A NodePool's template has had no resources since v1: Karpenter adds up what pods ask for.",
        fixes: [{ title: "Remove resources", edits: remove(manifest, resources) }],
      };
    return undefined;
  },
  fixAcross(finding, manifest, context) {
    const isKubelet = finding.path.join("/") === kubelet.join("/");
    const home = isKubelet ? kubeletHome(manifest, context) : undefined;
    return home && homeward(manifest, home, context);
  },
};

/** The server drops these settings today: to write them into the class changes its nodes, so it is offered. */
function homeward(
  manifest: Manifest,
  home: KubeletHome,
  context: RuleContext,
): readonly RuleFix[] | undefined {
  const ways = kubeletWays(manifest, home, context);
  if (ways === undefined) return undefined;
  const { staying, moving, others } = ways;
  const said = `Remove kubelet: AKSNodeClass ${home.name} says the same`;
  return [
    staying.left === 0 ? { title: said, edits: staying.edits } : commentOut(manifest, kubelet),
    ...(moving.elsewhere.length === 0
      ? []
      : [
          {
            title: `Move kubelet settings to AKSNodeClass ${home.name}${others}`,
            edits: moving.edits,
            elsewhere: moving.elsewhere,
          },
        ]),
  ];
}

/** Nothing is lost: the settings stay as comments for whoever writes them into the class. */
function commentOut(manifest: Manifest, path: Path): RuleFix {
  const found = pair(manifest, ...path);
  const node = at(manifest, ...path);
  const { text } = manifest;
  const start = found ? lineStart(text, found.key.start) : 0;
  const indent = found ? text.slice(start, found.key.start) : "";
  if (!found || !node || indent.trim() !== "" || found.merged)
    return { title: "Comment out kubelet", edits: [] };
  const end = lineEnd(text, Math.max(node.end, found.key.end));
  const lines = text
    .slice(start, end)
    .split("\n")
    .map((line) => `${indent}# ${line.slice(indent.length)}`);
  const heading = `${indent}# Belongs to the AKSNodeClass (spec.kubelet; maxPods to spec):${newlineOf(text)}`;
  return {
    title: "Comment out kubelet, to be moved to the AKSNodeClass",
    edits: [{ start, end, newText: heading + lines.join("\n") }],
  };
}
