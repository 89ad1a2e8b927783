import { remove } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { pairsOf } from "../yaml/node.ts";
import { overlay, requiring } from "./overlayExample.ts";

const family = requiring("karpenter.azure.com/sku-family In D");
const restricted = ["cpu", "memory", "ephemeral-storage", "pods"];
const path = ["spec", "capacity"];

export const overlayCapacityRestricted: Rule = {
  id: "overlay-capacity-restricted",
  kinds: ["NodeOverlay"],
  layer: "cel",
  severity: "error",
  summary: "A NodeOverlay cannot set cpu, memory, ephemeral-storage or pods.",
  why: "`capacity` is for extended resources that the provider does not know, such as those of a device plugin. What every node has, Karpenter knows from the size.",
  example: {
    bad: overlay(`${family}capacity:\n  cpu: 8\n  smarter-devices/fuse: 1\n`),
    good: overlay(`${family}capacity:\n  smarter-devices/fuse: 1\n`),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("invalid resource restricted") !== true) return undefined;
    const resources = pairsOf(at(manifest, ...path));
    const wrong = resources.filter(({ name }) => restricted.includes(name));
    const [first] = wrong;
    if (first === undefined) return undefined;
    return {
      at: [...path, first.name],
      onKey: true,
      message: `${wrong.map(({ name }) => name).join(", ")} cannot be overlaid: Karpenter knows it from the size.`,
      fixes: [
        {
          title: `Remove ${first.name}`,
          edits: remove(manifest, resources.length === 1 ? path : [...path, first.name]),
        },
      ],
    };
  },
};
