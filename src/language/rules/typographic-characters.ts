import type { Edit, Finding } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { kinds } from "../ourKinds.ts";
import { strayBlank, strayBlanks } from "../repair/strayBlanks.ts";
import type { Explanation, Rule, RuleFinding } from "../rule.ts";
import type { ScalarNode, YamlNode } from "../yaml/node.ts";

const nodeClass = (team: string) => `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  tags:
    team: ${team}
`;

export const typographicCharacters: Rule = {
  id: "typographic-characters",
  kinds,
  severity: "warning",
  summary: "Curly quotes and no-break blanks are text to YAML.",
  why: "Web pages and text processors write “curly” quotes and blanks that do not break. YAML knows only the straight quotes `\"` and `'`, and indents with the plain blank: curly quotes become part of the value, and a key behind a no-break blank has another name.",
  example: { bad: nodeClass("“platform”"), good: nodeClass('"platform"') },
  *check({ root, text }) {
    if (!curly.test(text)) return;
    for (const scalar of scalarsOf(root)) {
      const inner = unquoted(scalar);
      if (inner !== undefined) yield quotesFinding(scalar, inner);
    }
  },
  explain: (finding, manifest) => blanksExplanation(finding, manifest),
};

const curly = /[“”„‟«»‘’‚‛]/u;
const doubled = /[“”„‟«»]/u;

/** The text between curly quotes; undefined for all other scalars. */
function unquoted({ style, raw }: ScalarNode): string | undefined {
  const isQuoted = curly.test(raw.charAt(0)) && curly.test(raw.charAt(raw.length - 1));
  const inner = raw.slice(1, -1);
  // Quotes inside: several quoted words, of which none is the whole.
  return style === "plain" && raw.length > 1 && isQuoted && !doubled.test(inner)
    ? inner
    : undefined;
}

function quotesFinding({ start, end, raw }: ScalarNode, inner: string): RuleFinding {
  const newText = JSON.stringify(inner);
  return {
    at: { start, end },
    message: `The curly quotes of ${raw} are part of the text to YAML: write straight ones.`,
    fixes: [{ title: `Write ${newText}`, edits: [{ start, end, newText }] }],
  };
}

function* scalarsOf(node: YamlNode): Iterable<ScalarNode> {
  if (node.kind === "scalar") yield node;
  if (node.kind === "seq") for (const item of node.items) yield* scalarsOf(item);
  if (node.kind !== "map") return;
  for (const { key, value, name } of node.pairs) {
    yield key;
    if (name !== "annotations" && name !== "status") yield* scalarsOf(value);
  }
}

/** A field that is unknown only because of the blank before its name; all of them have one cause. */
function blanksExplanation({ layer, path }: Finding, manifest: Manifest): Explanation | undefined {
  const name = path.at(-1);
  if (layer !== "unknown-field" || typeof name !== "string" || !strayBlank.test(name.charAt(0)))
    return undefined;
  return {
    message: `No plain blanks stand before ${name.replace(/^[\s\u200b-\u200d\u2060]+/u, "")}: to YAML they are part of its name, and it is not indented.`,
    fixes: [{ title: "Write plain blanks", edits: plainBlanks(manifest) }],
  };
}

function plainBlanks({ text }: Manifest): readonly Edit[] {
  let offset = 0;
  return text.split("\n").flatMap((line) => {
    const start = offset;
    offset += line.length + 1;
    return strayBlanks(line).map((edit) => ({
      ...edit,
      start: edit.start + start,
      end: edit.end + start,
    }));
  });
}
