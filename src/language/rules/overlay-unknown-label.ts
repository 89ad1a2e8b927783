import { isWellKnown, normalizeKey } from "../../karpenter/labels.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { perWorkspace } from "../perWorkspace.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
import { jsonAt } from "./nodeClassRef.ts";
import { overlay, requiring } from "./overlayExample.ts";
import { fieldsOf } from "./jsonObject.ts";

const pool = nodePool().replace(
  "    spec:\n",
  "    metadata:\n      labels:\n        example.com/team: shop\n    spec:\n",
);
const price = 'price: "0.5"\n';

export const overlayUnknownLabel: Rule = {
  id: "overlay-unknown-label",
  kinds: ["NodeOverlay"],
  severity: "warning",
  summary: "A NodeOverlay asks for a label that no size and no pool has.",
  why: "An overlay looks at the labels of a size, at the labels in the template of a NodePool and at its name, and at nothing else. A label that is in none of them never matches, and the overlay does nothing without saying so. Requirements of the NodePool do not count.",
  example: {
    bad: `${pool}---\n${overlay(`${requiring("example.com/teams In shop")}${price}`)}`,
    good: `${pool}---\n${overlay(`${requiring("example.com/team In shop")}${price}`)}`,
  },
  crossFile: true,
  *check(manifest, { workspace }) {
    if (workspace.all("NodePool").length === 0) return;
    const labels = templateLabels(workspace);
    for (const { key, operator, path } of requirementsOf(manifest)) {
      if (key === undefined || operator === "NotIn" || operator === "DoesNotExist") continue;
      if (isWellKnown(normalizeKey(key)) || labels.includes(key)) continue;
      const near = labels.filter((label) => isNear(label, key));
      yield {
        at: [...path, "key"],
        message: `No size has the label ${key}, and no NodePool of this workspace sets it in its template: the overlay matches nothing.`,
        fixes: near.map((label) => ({
          title: `Write ${label}`,
          edits: setValue(manifest, [...path, "key"], label),
          preferred: near.length === 1,
        })),
      };
    }
  },
};

const templateLabels = perWorkspace((workspace) => {
  const labels = workspace
    .all("NodePool")
    .flatMap(({ json }) =>
      Object.keys(fieldsOf(jsonAt(json, "spec", "template", "metadata", "labels")) ?? {}),
    );
  return [...new Set(labels)].sort();
});

/** Equal but for case, punctuation, a plural or the domain. */
function isNear(label: string, key: string): boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "")
      .replace(/s$/, "");
  const name = (text: string) => bare(text.slice(text.indexOf("/") + 1));
  return bare(label) === bare(key) || name(label) === name(key);
}
