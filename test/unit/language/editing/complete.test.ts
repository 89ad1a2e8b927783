import assert from "node:assert/strict";
import { flowText } from "../../../../src/language/edit/write.ts";
import { fieldName } from "../../../../src/language/schema/schemaAt.ts";
import { toJson, type Path, type YamlNode } from "../../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";
import { createWorkspace, indexSource } from "../../../../src/language/index.ts";
import { accept, editingService, labels, proposals, service } from "./editor.ts";
import { manifests } from "./manifests.ts";

const head = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n";
const template = `${head}  template:\n    spec:\n`;
const requirements = `${template}      requirements:\n`;
const west = editingService({ region: "westeurope" });

/** A place of a manifest from which the text was taken away. */
interface Hole {
  readonly marked: string;
  readonly field: string;
  readonly wanted: string;
}

interface Walk {
  readonly text: string;
  readonly path: Path;
}

function cut(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}¦${text.slice(end)}`;
}

function* keyHoles(node: YamlNode, { text, path }: Walk): Generator<Hole> {
  if (node.kind === "seq")
    for (const [index, item] of node.items.entries())
      yield* keyHoles(item, { text, path: [...path, index] });
  if (node.kind !== "map") return;
  for (const { key, name, value } of node.pairs) {
    const inner = [...path, name];
    const field = fieldName(inner);
    yield { marked: cut(text, key.start, value.end), field, wanted: name };
    yield { marked: cut(text, key.start, key.end), field, wanted: name };
    yield* keyHoles(value, { text, path: inner });
  }
}

function* valueHoles(node: YamlNode, { text, path }: Walk): Generator<Hole> {
  if (node.kind === "seq")
    for (const [index, item] of node.items.entries())
      yield* valueHoles(item, { text, path: [...path, index] });
  if (node.kind === "map")
    for (const { name, value } of node.pairs)
      yield* valueHoles(value, { text, path: [...path, name] });
  if (node.kind !== "scalar") return;
  const [field, wanted] = [fieldName(path), String(node.value)];
  yield { marked: cut(text, node.start, node.end), field, wanted };
  const quotes = node.style === "plain" ? 0 : 1;
  yield { marked: cut(text, node.start + quotes, node.end - quotes), field, wanted };
}

const freeKeys =
  /^(spec\.tags|metadata\.annotations)\.|labels\.team$|^(items|apiVersion|kind)$|^items\[\]\.(kind|apiVersion|metadata|spec)$/;
const freeValues =
  /^metadata\.|name$|tags\.|vmSwappiness|priceAdjustment|labels\.team|maxPods|limits|requests|weight|schedule|duration|^kind$|^apiVersion$|swapFile|budgets\[\]\.nodes/;

/** The same manifest as people and editors leave it: other line ends, no last line end, as JSON, behind another document. */
const styles: Readonly<Record<string, (text: string) => string>> = {
  "as written": (text) => text,
  "with CRLF": (text) => text.replaceAll("\n", "\r\n"),
  "as JSON": (text) => JSON.stringify(toJson(rootOf(text)), undefined, 2),
  "in one line": (text) => flowText(toJson(rootOf(text))),
};

function rootOf(text: string): YamlNode {
  const { root } = parseYaml(text);
  if (root === undefined) throw new Error("empty");
  return root;
}

describe("completion", () => {
  for (const [name, manifest] of Object.entries(manifests))
    for (const [style, write] of Object.entries(styles)) {
      const text = write(manifest);
      const object = (field: string) => field.replace(/^items\[\]\./, "");

      it(`offers each key of ${name} ${style} where it was taken away`, () => {
        for (const { marked, field, wanted } of keyHoles(rootOf(text), { text, path: [] })) {
          if (freeKeys.test(field)) continue;
          const found = labels(marked, { service: west });
          assert.ok(found.includes(wanted), `${field}: ${found.join(", ")}\n${marked}`);
        }
      });

      it(`offers each value of ${name} ${style} where it was taken away`, () => {
        for (const { marked, field, wanted } of valueHoles(rootOf(text), { text, path: [] })) {
          if (freeValues.test(object(field)) || freeValues.test(field)) continue;
          const found = labels(marked, { service: west });
          assert.ok(found.includes(wanted), `${field} ${wanted}: ${found.join(", ")}\n${marked}`);
        }
      });

      it(`offers each key of ${name} ${style} at the end of the file`, () => {
        for (const { marked, field, wanted } of keyHoles(rootOf(text), { text, path: [] })) {
          if (freeKeys.test(field)) continue;
          const found = labels(marked.slice(0, marked.indexOf("¦") + 1), { service: west });
          // What stood behind the cursor said which object it is.
          if (found.length > 0 || !/^(spec|metadata|kind|apiVersion)/.test(field))
            assert.ok(found.includes(wanted), `${field}: ${found.join(", ")}\n${marked}`);
        }
      });
    }

  it("puts required keys first and leaves out those that are there", () => {
    assert.deepEqual(labels(`${template}      expireAfter: Never\n      ¦`), [
      "nodeClassRef",
      "requirements",
      "startupTaints",
      "taints",
      "terminationGracePeriod",
    ]);
  });

  it("inserts the needed children of a key", () => {
    assert.equal(
      accept(`${template}      ¦`, "nodeClassRef"),
      `${template}      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: `,
    );
  });

  it("indents an inserted list by the column it stands in, also in a CRLF file", () => {
    const text = `${template}      ¦`.replaceAll("\n", "\r\n");
    assert.equal(
      accept(text, "requirements"),
      `${template}      requirements:\n        - key: \n          operator: In\n          values: []`.replaceAll(
        "\n",
        "\r\n",
      ),
    );
  });

  it("adds the blank that is missing behind a colon or a dash", () => {
    assert.equal(accept(`${head}  weight:¦`, "10"), `${head}  weight: 10`);
    assert.equal(accept(`${requirements}        -¦`, "key"), `${requirements}        - key: `);
  });

  it("offers a whole item first behind its dash, as long as the item says nothing", () => {
    const item = "- key: \n          operator: In\n          values: []";
    for (const dash of ["- ", "-"]) {
      assert.equal(labels(`${requirements}        ${dash}¦`)[0], "- requirements");
      assert.equal(
        accept(`${requirements}        ${dash}¦`, "- requirements"),
        `${requirements}        ${item}`,
      );
    }
    const begun = `${requirements}        - operator: In\n          ¦`;
    assert.deepEqual(labels(begun), ["key", "values", "minValues"]);
  });

  it("offers the missing keys of an item under its dash, where editors put the cursor", () => {
    const begun = `${requirements}        - key: a\n        ¦`;
    assert.deepEqual(labels(begun), ["operator", "values", "minValues", "- requirements"]);
    assert.equal(
      accept(begun, "values"),
      `${requirements}        - key: a\n          values: []`,
      "with the blanks that are missing",
    );
    const word = `${requirements}        - key: a\n        op¦\n        - key: b\n`;
    assert.deepEqual(labels(word).slice(0, 1), ["operator"]);
    assert.equal(
      accept(word, "operator"),
      `${requirements}        - key: a\n          operator: In\n        - key: b\n`,
    );
    const taint = `${template}      taints:\n      - key: a\n      ¦`.replaceAll("\n", "\r\n");
    assert.deepEqual(
      labels(taint).filter((label) => ["value", "effect", "- taints"].includes(label)),
      ["value", "effect", "- taints"],
    );
    assert.equal(
      accept(taint, "effect"),
      `${template}      taints:\n      - key: a\n        effect: NoSchedule`.replaceAll(
        "\n",
        "\r\n",
      ),
    );
  });

  it("offers a new item first under one that lacks nothing, and of plain items nothing else", () => {
    const whole = "- key: a\n          operator: In\n          values: [b]\n";
    assert.deepEqual(labels(`${requirements}        ${whole}        ¦`), [
      "- requirements",
      "minValues",
    ]);
    const reasons = `${head}  disruption:\n    budgets:\n      - nodes: "1"\n        reasons:\n          - Empty\n          ¦`;
    assert.deepEqual(labels(reasons), ["Underutilized", "Drifted"]);
  });

  it("lists what a field takes as soon as its placeholder is reached", () => {
    const textOf = (marked: string, label: string) =>
      proposals(marked).find((item) => item.label === label)?.insertText;
    assert.equal(
      textOf(`${template}      taints:\n        - key: a\n          ¦`, "effect"),
      "effect: ${1|NoSchedule,PreferNoSchedule,NoExecute|}",
    );
    assert.match(
      textOf(`${requirements}        ¦`, "- requirements") ?? "",
      /^- key: \$1\n {10}operator: \$\{2\|In,(?:\w+,)+\w+\|\}\n {10}values: \[\$3\]$/,
    );
  });

  it("marks what is still required, and all that an empty value can be", () => {
    const needed = (marked: string) =>
      proposals(marked).flatMap((item) => (item.needed ? [item.label] : []));
    assert.deepEqual(needed(`${requirements}        - key: a\n        ¦`), ["operator", "values"]);
    assert.deepEqual(needed(`${requirements}        ¦`), ["- requirements"]);
    assert.deepEqual(needed(`${head}  disruption:\n    ¦`).includes("budgets"), true);
    const whole = `${requirements}        - key: a\n          operator: In\n          values: [b]\n`;
    assert.deepEqual(needed(`${whole}        ¦`), []);
    assert.deepEqual(needed(`${whole}          ¦`), []);
  });

  it("replaces a key and leaves its colon and value alone", () => {
    assert.equal(accept(`${head}  disr¦uption: {}\n`, "disruption"), `${head}  disruption: {}\n`);
  });

  it("looks behind an anchor, into braces too, and into Lists of Lists", () => {
    const item = (text: string) => `${template}      requirements:\n        - &os ${text}\n`;
    assert.deepEqual(labels(item("{ key: kubernetes.io/os, operator: In, values: [¦] }")), [
      "linux",
    ]);
    assert.deepEqual(labels(item("{ key: kubernetes.io/os, operator: In, ¦ }")), [
      "values",
      "minValues",
    ]);
    const inner = "{ apiVersion: karpenter.sh/v1, kind: NodePool, spec: { disruption: { ¦ } } }";
    const list = "kind: List\nitems:\n  - kind: List\n    items:\n      - ";
    assert.deepEqual(labels(list + inner), ["consolidateAfter", "budgets", "consolidationPolicy"]);
  });

  it("quotes what YAML would read as something else", () => {
    const open = `${requirements}        - key: karpenter.azure.com/sku-cpu\n          operator: In\n          values:`;
    assert.equal(accept(`${open} [¦]`, "4"), `${open} ["4"]`);
    assert.equal(accept(`${open} ¦`, "4"), `${open} ["4"]`);
    assert.equal(accept(`${open}\n            - ¦`, "4"), `${open}\n            - "4"`);
    assert.equal(accept(`${open}\n            - '¦'`, "4"), `${open}\n            - '4'`);
    assert.equal(accept(`${open}\n            ¦`, "4"), `${open}\n            - "4"`);
  });

  it("offers only the operators that make sense for the key", () => {
    const of = (key: string) =>
      labels(`${requirements}        - key: ${key}\n          operator: ¦`);
    assert.deepEqual(of("karpenter.azure.com/sku-family"), [
      "In",
      "NotIn",
      "Exists",
      "DoesNotExist",
    ]);
    assert.deepEqual([...of("karpenter.azure.com/sku-cpu")].sort(), [
      "DoesNotExist",
      "Exists",
      "Gt",
      "Gte",
      "In",
      "Lt",
      "Lte",
      "NotIn",
    ]);
  });

  it("offers no value twice, and none for an operator without values", () => {
    const item = (rest: string) =>
      labels(`${requirements}        - { key: kubernetes.io/arch, ${rest} }`);
    assert.deepEqual(item("operator: In, values: [amd64, ¦]"), ["arm64"]);
    assert.deepEqual(item("operator: Exists, values: [¦]"), []);
  });

  it("offers the zones of the region, and none while the region is not known", () => {
    const zones = `${requirements}        - { key: topology.kubernetes.io/zone, operator: In, values: [¦] }`;
    assert.deepEqual(labels(zones, { service: west }), [
      "westeurope-1",
      "westeurope-2",
      "westeurope-3",
    ]);
    assert.deepEqual(labels(zones), []);
  });

  it("says of a size how many vCPUs and how much memory it has", () => {
    const sizes = proposals(
      `${requirements}        - { key: karpenter.azure.com/sku-name, operator: In, values: [¦] }`,
    );
    const details = new Map(sizes.map(({ label, detail }) => [label, detail]));
    assert.equal(details.get("Standard_D4s_v5"), "4 vCPU, 16 GiB, amd64");
    assert.equal(details.get("Standard_B1s"), undefined);
  });

  it("offers the classes of the workspace and names that nothing has yet", () => {
    const other = service.read(
      "other.yaml",
      `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: fips\n---\n${template}      nodeClassRef: { name: missing }\n`,
    );
    const workspace = createWorkspace(indexSource(other));
    const reference = `${template}      nodeClassRef:\n        name: ¦`;
    assert.deepEqual(labels(reference, { workspace }), ["fips", "default"]);
    const name =
      "apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: ¦";
    assert.deepEqual(labels(name, { workspace }), ["missing", "default"]);
  });

  it("offers one of two keys that exclude each other", () => {
    const overlay =
      "apiVersion: karpenter.sh/v1alpha1\nkind: NodeOverlay\nspec:\n  price: '1'\n  ¦";
    assert.deepEqual(labels(overlay), ["requirements", "capacity", "weight"]);
  });

  it("offers kinds and versions that the schema set serves", () => {
    assert.deepEqual(labels("apiVersion: karpenter.sh/v1\nkind: ¦"), ["NodePool", "NodeClaim"]);
    assert.deepEqual(labels("apiVersion: ¦\nkind: AKSNodeClass"), [
      "karpenter.azure.com/v1beta1",
      "karpenter.azure.com/v1alpha2",
    ]);
  });

  it("has nothing to say in comments, block scalars, templates and other kinds", () => {
    const silent = [
      `${head}  # ¦`,
      `${head}  weight: 1 # ¦`,
      `${head}  text: |\n    ¦\n`,
      `${head}  weight: {{ ¦ }}\n`,
      `${head}---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  ¦`,
      "apiVersion: apps/v1\nkind: Deployment\nspec:\n  ¦",
      "a: b\n---\n¦",
      "dep¦",
      "a¦: b",
      "apiVersion: apps¦",
      "apiVersion: ¦\nkind: Deployment",
      "kind: Dep¦",
      "kind: N¦\napiVersion: v1",
      `${head}  weight: 1 ¦`,
    ];
    for (const marked of silent) assert.deepEqual(labels(marked), [], marked);
  });

  it("offers whole objects in an empty document of a file that speaks of Karpenter", () => {
    assert.ok(labels("nap¦").includes("nap-nodepool"));
    assert.ok(labels("NodeP¦").includes("nap-nodepool-spot"));
    assert.ok(labels(`${head}---\n¦`).includes("nap-aksnodeclass"));
    assert.ok(labels(`¦\n---\n${head}`).includes("nap-nodepool"));
    assert.deepEqual(labels(`${head}---\n¦\n---\n${head}`).slice(-1), ["apiVersion"]);
  });

  it("leads from an empty file to one of ours, key by key or as a whole", () => {
    assert.ok(labels("¦").includes("nap-nodepool"));
    assert.deepEqual(labels("¦").slice(-1), ["apiVersion"]);
    assert.deepEqual(labels("api¦"), ["apiVersion"]);
    const versions = [
      "karpenter.sh/v1",
      "karpenter.azure.com/v1beta1",
      "karpenter.sh/v1alpha1",
      "karpenter.azure.com/v1alpha2",
    ];
    assert.deepEqual(labels("apiVersion: ¦"), versions);
    assert.deepEqual(labels("apiVersion: karpenter.s¦"), versions);
    assert.ok(labels("kind: NodeP¦").includes("NodePool"));
    assert.equal(
      accept("apiVersion: karpenter.sh/v1\nkind: NodePool\nmeta¦", "metadata"),
      "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: ",
    );
  });
});
