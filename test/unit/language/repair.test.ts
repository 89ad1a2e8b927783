import assert from "node:assert/strict";
import { serviceFor } from "./service.ts";

const service = serviceFor();

/** What the preferred fix of the syntax error makes of a text; undefined without one. */
function repaired(text: string): string | undefined {
  const finding = service
    .validate(service.read("broken.yaml", text))
    .find(({ rule }) => rule === "yaml-syntax");
  assert.ok(finding, "the text is sound YAML");
  const fix = finding.fixes.find(({ preferred }) => preferred);
  if (fix === undefined) return undefined;
  let result = text;
  for (const edit of [...fix.edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
  return result;
}

const withCrlf = (text: string): string => text.replaceAll("\n", "\r\n");

const head =
  "apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: default\n";

const pool =
  "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: default\nspec:\n  template:\n    spec:\n" +
  "      nodeClassRef:\n        group: karpenter.azure.com\n        kind: AKSNodeClass\n        name: default\n";

describe("repairing broken YAML", () => {
  const cases: readonly (readonly [title: string, broken: string, sound: string])[] = [
    [
      "reads on to the end rather than end the document early",
      head.replace("metadata:", "    metadata:").replace("  name:", "    name:"),
      head.replace("  name:", "    name:"),
    ],
    [
      "gives all lines the indentation of a first one that ends the document early",
      ` ${head}spec: {}\n`,
      `${head}spec: {}\n`.replace(/^(?=.)/gm, " "),
    ],
    [
      "begins comments with #",
      `// mine\n${head}spec: // all\n  imageFamily: "Ubuntu" // "the" oldest\n  tags: { a: "http://b" }\n`,
      `# mine\n${head}spec: # all\n  imageFamily: "Ubuntu" # "the" oldest\n  tags: { a: "http://b" }\n`,
    ],
    [
      "makes a comment of dots even where less is lost with the lines around them",
      `${pool}      ...\n      taints:\n        - key: a,\n          effect: NoSchedule\n`,
      `${pool}      # ...\n      taints:\n        - key: a,\n          effect: NoSchedule\n`,
    ],
    ["indents with spaces", `${head}spec:\n\tmaxPods: 30\n`, `${head}spec:\n  maxPods: 30\n`],
    [
      "closes a quote",
      `${head}spec:\n  imageFamily: "Ubuntu\n`,
      `${head}spec:\n  imageFamily: "Ubuntu"\n`,
    ],
    [
      "aligns a key with its siblings",
      `${head}spec:\n  imageFamily: Ubuntu\n   maxPods: 30\n`,
      `${head}spec:\n  imageFamily: Ubuntu\n  maxPods: 30\n`,
    ],
    [
      "moves what hangs on a key along with it",
      `${head}spec:\n  imageFamily: Ubuntu\n   tags:\n     a: b\n`,
      `${head}spec:\n  imageFamily: Ubuntu\n  tags:\n    a: b\n`,
    ],
    [
      "aligns a key that stands one blank too far left between its siblings",
      `${head}spec:\n  tags:\n    a: b\n   c: d\n    e: f\n`,
      `${head}spec:\n  tags:\n    a: b\n    c: d\n    e: f\n`,
    ],
    [
      "takes along the keys of an item that stand under its dash, and leaves the next item alone",
      `${pool}      requirements:\n        - key: a\n        operator: In\n        values: [b]\n        - key: c\n          operator: Exists\n`,
      `${pool}      requirements:\n        - key: a\n          operator: In\n          values: [b]\n        - key: c\n          operator: Exists\n`,
    ],
    [
      "gives a tab the width that the lines below have",
      `${head}spec:\n  tags:\n\ta: b\n    c: d\n`,
      `${head}spec:\n  tags:\n    a: b\n    c: d\n`,
    ],
    [
      "gives a tab the width that the lines above have",
      `${head}spec:\n  tags:\n    a: b\n\tc: d\n`,
      `${head}spec:\n  tags:\n    a: b\n    c: d\n`,
    ],
    ["adds a missing colon", `${head}spec\n  maxPods: 30\n`, `${head}spec:\n  maxPods: 30\n`],
    [
      "makes a comment of dots that stand for lines left out",
      `${head}spec:\n  ...\n  maxPods: 30\n`,
      `${head}spec:\n  # ...\n  maxPods: 30\n`,
    ],
    [
      "makes a comment of the Markdown behind a code block",
      `${head}spec:\n  maxPods: 30\n\`\`\`\nAnd so: on.\n`,
      `${head}spec:\n  maxPods: 30\n# \`\`\`\n# And so: on.\n`,
    ],
    [
      "removes an indentation that all lines have",
      `${head}spec:\n  maxPods: 30\n---\n${head}`.replace(/^/gm, "  ").trimEnd() + "\n",
      `${head}spec:\n  maxPods: 30\n---\n${head}`,
    ],
    [
      "makes a comment of angle brackets around dots",
      `${head}  <...>\nspec:\n  maxPods: 30\n`,
      `${head}  # <...>\nspec:\n  maxPods: 30\n`,
    ],
    [
      "writes the characters that HTML entities stand for",
      `${head}spec:\n  tags: { a: &quot;b &amp; c&quot; }\n`,
      `${head}spec:\n  tags: { a: "b & c" }\n`,
    ],
    [
      "writes plain blanks for those of web pages",
      `${head}spec:\n\u00a0\u00a0maxPods:\u00a030\n  tags:\n    a: b\u00a0c\n`,
      `${head}spec:\n  maxPods: 30\n  tags:\n    a: b\u00a0c\n`,
    ],
    [
      "makes comments of the command around a here document",
      `cat <<'EOF' | kubectl apply -f -\n${head}spec:\n  maxPods: 30\nEOF\n`,
      `# cat <<'EOF' | kubectl apply -f -\n${head}spec:\n  maxPods: 30\n# EOF\n`,
    ],
    [
      "makes comments of prompts with their commands",
      `$ kubectl get aksnodeclass default -o yaml\n${head}spec:\n  maxPods: 30\n`,
      `# $ kubectl get aksnodeclass default -o yaml\n${head}spec:\n  maxPods: 30\n`,
    ],
    [
      "takes the text after a change",
      ` ${head.replaceAll("\n", "\n ")}spec:\n-  maxPods: 30\n+  maxPods: 50\n`,
      `${head}spec:\n#  maxPods: 30\n  maxPods: 50\n`,
    ],
    [
      "begins a new line for a second key",
      `${head}spec:\n  imageFamily: Ubuntu maxPods: 30\n`,
      `${head}spec:\n  imageFamily: Ubuntu\n  maxPods: 30\n`,
    ],
    [
      "removes the dash before a key that is no item",
      `${head}- spec:\n    maxPods: 30\n`,
      `${head}spec:\n    maxPods: 30\n`,
    ],
    [
      "reads an object whose first key has a dash",
      `- ${head}spec:\n  maxPods: 30\n`,
      `${head}spec:\n  maxPods: 30\n`,
    ],
    [
      "quotes a value that begins with a reserved character",
      `${head}spec:\n  tags:\n    owner: @team\n`,
      `${head}spec:\n  tags:\n    owner: "@team"\n`,
    ],
    [
      "writes a colon for an equals sign",
      `${pool}      requirements:\n        - key=kubernetes.io/os\n          operator: Exists\n`,
      `${pool}      requirements:\n        - key: kubernetes.io/os\n          operator: Exists\n`,
    ],
    [
      "writes a colon for what stands in its place in the first line",
      `${head.replace("apiVersion:", "apiVersion;")}spec: {}\n`,
      `${head}spec: {}\n`,
    ],
    [
      "removes a comma behind a value in quotes",
      `${head}spec:\n  imageFamily: "Ubuntu", # the default\n  maxPods: 30\n`,
      `${head}spec:\n  imageFamily: "Ubuntu" # the default\n  maxPods: 30\n`,
    ],
    [
      "begins a comment behind a list with #",
      `${pool}      requirements:\n        - key: kubernetes.io/os\n          operator: In\n          values: [linux] -- the only one\n`,
      `${pool}      requirements:\n        - key: kubernetes.io/os\n          operator: In\n          values: [linux] # the only one\n`,
    ],
    [
      "removes the sign of a block before a value",
      `${pool}      requirements:\n        - key: kubernetes.io/os\n          operator: >In\n          values: [linux]\n`,
      `${pool}      requirements:\n        - key: kubernetes.io/os\n          operator: In\n          values: [linux]\n`,
    ],
    [
      "adds the dash that an item lacks before the others",
      `${pool}      requirements:\n        key: a\n        operator: Exists\n      - key: b\n        operator: Exists\n`,
      `${pool}      requirements:\n      - key: a\n        operator: Exists\n      - key: b\n        operator: Exists\n`,
    ],
    [
      "adds the dash that an item lacks behind the others",
      `${pool}      requirements:\n      - key: a\n        operator: Exists\n      key: b\n        operator: Exists\n`,
      `${pool}      requirements:\n      - key: a\n        operator: Exists\n      - key: b\n        operator: Exists\n`,
    ],
    [
      "begins a line for an item that was joined to the one above",
      `${pool}      requirements:\n      - key: a\n        operator: In\n        values: [x] - key: b\n        operator: Exists\n`,
      `${pool}      requirements:\n      - key: a\n        operator: In\n        values: [x]\n      - key: b\n        operator: Exists\n`,
    ],
    [
      "adds the key of a list that got lost",
      `${pool}      - key: a\n        operator: Exists\n`,
      `${pool}      requirements:\n      - key: a\n        operator: Exists\n`,
    ],
    [
      "adds metadata above a name that hangs in the air",
      `${head.replace("metadata:\n", "")}spec:\n  maxPods: 30\n`,
      `${head}spec:\n  maxPods: 30\n`,
    ],
  ];
  for (const [title, broken, sound] of cases)
    it(title, () => {
      assert.equal(repaired(broken), sound);
      assert.equal(repaired(withCrlf(broken)), withCrlf(sound));
    });

  it("offers nothing where nothing helps", () => {
    assert.equal(repaired(`${head}spec: [}\n}: {{\n`.replace("{{", "{ [")), undefined);
  });
});
