import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { schemaAt } from "../schema/schemaAt.ts";
import type { CrdSchema } from "../schema/types.ts";
import type { Path, ScalarNode, YamlNode } from "../yaml/node.ts";
import { nodePool } from "./examples.ts";

export const octalNumber: Rule = {
  id: "octal-number",
  kinds: ["NodePool", "AKSNodeClass", "NodeClaim", "NodeOverlay"],
  layer: "yaml",
  severity: "warning",
  summary: "A number with a leading zero is octal in YAML 1.1.",
  why: "kubectl and the API server read YAML 1.1, where `010` is the octal number 8, while YAML 1.2 and most people read 10. The number that arrives is another one than stands there. Written without the zero it is the same for everybody; the preferred fix keeps what the server has now.",
  example: {
    bad: nodePool("weight: 010\n"),
    good: nodePool("weight: 8\n"),
  },
  check: (manifest) => {
    const found: RuleFinding[] = [];
    // Hardly any manifest has such a number, and a look at its text costs less than one at every node.
    if (manifest.crd && /[\s:,[-]0[oO]?[0-7]/.test(manifest.text))
      addNumbersIn(manifest.root, [], { manifest, crd: manifest.crd, found });
    return found;
  },
};

interface Search {
  readonly manifest: Manifest;
  readonly crd: CrdSchema;
  readonly found: RuleFinding[];
}

function addNumbersIn(node: YamlNode, path: Path, search: Search): void {
  if (node.kind === "seq")
    for (const [index, item] of node.items.entries()) addNumbersIn(item, [...path, index], search);
  else if (node.kind === "map")
    for (const { name, value, merged } of node.pairs) {
      if (!merged) addNumbersIn(value, [...path, name], search);
    }
  else if (isOctal(node) && takesNumbers(search.crd, path)) search.found.push(finding(node));
}

function isOctal({ style, raw, value }: ScalarNode): boolean {
  return (
    style === "plain" &&
    typeof value === "number" &&
    /^[+-]?0[oO]?[0-7]+$/.test(raw) &&
    value !== decimalOf(raw)
  );
}

/** Where text is wanted the server refuses every number, and that is said there. */
function takesNumbers(crd: CrdSchema, path: Path): boolean {
  const schema = schemaAt(crd, path);
  return (
    schema?.["x-kubernetes-int-or-string"] === true ||
    schema?.type === "integer" ||
    schema?.type === "number"
  );
}

function decimalOf(raw: string): number {
  return Number(raw.replace(/[oO]/, ""));
}

function finding({ start, end, raw, value }: ScalarNode): RuleFinding {
  const texts = [...new Set([String(value), String(decimalOf(raw))])];
  return {
    at: { start, end },
    message: `${raw} is octal in YAML 1.1 and arrives as ${String(value)}: write ${texts.join(" or ")}, whichever is meant.`,
    fixes: texts.map((text, index) => ({
      title: index === 0 ? `Write ${text}, as it is read now` : `Write ${text}`,
      edits: [{ start, end, newText: text }],
    })),
  };
}
