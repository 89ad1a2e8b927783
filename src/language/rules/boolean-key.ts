import type { Rule, RuleFinding } from "../rule.ts";
import type { YamlNode } from "../yaml/node.ts";
import { scalarText } from "../edit/write.ts";
import { nodeClass } from "./examples.ts";

export const booleanKey: Rule = {
  id: "boolean-key",
  kinds: ["NodePool", "AKSNodeClass", "NodeClaim", "NodeOverlay"],
  layer: "yaml",
  severity: "warning",
  summary:
    "A key such as `on`, `n` or `yes` is a boolean in YAML 1.1 and arrives under another name.",
  why: "kubectl and the API server read YAML 1.1, where `y`, `n`, `yes`, `no`, `on` and `off` are booleans also as keys. The label or tag `n` arrives as `false`. In quotes it stays what it is.",
  example: {
    bad: nodeClass('tags:\n  n: "1"\n'),
    good: nodeClass('tags:\n  "n": "1"\n'),
  },
  check: (manifest) => {
    const found: RuleFinding[] = [];
    addKeysIn(manifest.root, found);
    return found;
  },
};

/** Every node of every manifest comes here. */
function addKeysIn(node: YamlNode, found: RuleFinding[]): void {
  if (node.kind === "seq") for (const item of node.items) addKeysIn(item, found);
  if (node.kind !== "map") return;
  for (const { key, value, merged } of node.pairs) {
    if (merged) continue;
    if (typeof key.value === "boolean" && !/^(true|false)$/i.test(key.raw))
      found.push({
        at: { start: key.start, end: key.end },
        message: `${key.raw} is a boolean to YAML 1.1, so this key arrives as ${String(key.value)}; quote it.`,
        fixes: [
          {
            title: `Quote ${key.raw}`,
            edits: [{ start: key.start, end: key.end, newText: scalarText(key.raw, "double") }],
          },
        ],
      });
    addKeysIn(value, found);
  }
}
