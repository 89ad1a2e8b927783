import assert from "node:assert/strict";
import fc from "fast-check";
import { fieldName, schemaAt } from "../../../../src/language/schema/schemaAt.ts";
import type { CompletionItem } from "../../../../src/language/editing/index.ts";
import type { SourceFile } from "../../../../src/language/index.ts";
import type { Path, YamlNode } from "../../../../src/language/yaml/node.ts";
import { resolveSnippet } from "../../../../src/language/editing/snippetText.ts";
import { editingService, labels, service } from "./editor.ts";
import type { EditorService } from "./editor.ts";

/** An empty placeholder that is not filled yet. */
const hole = "\uE000";

/** Somebody who types nothing but line breaks and blanks, and takes what is proposed. */
class Typist {
  text: string;
  readonly #service: EditorService;
  readonly #choose: (items: readonly CompletionItem[]) => CompletionItem | undefined;

  constructor(
    text: string,
    choose: (items: readonly CompletionItem[]) => CompletionItem | undefined,
    own = service,
  ) {
    this.text = text;
    this.#choose = choose;
    this.#service = own;
  }

  /** Accepts a proposal at an offset and fills the placeholders that came with it. */
  accept(offset: number): boolean {
    const item = this.#choose(this.#propose(offset));
    if (item === undefined) return false;
    const holes = item.insertText.replace(/(?<!\\)\$\d+/g, hole);
    this.text =
      this.text.slice(0, item.range.start) +
      resolveSnippet(holes) +
      this.text.slice(item.range.end);
    for (let at = this.text.indexOf(hole); at >= 0; at = this.text.indexOf(hole)) {
      this.text = this.text.slice(0, at) + this.text.slice(at + 1);
      if (!this.#fill(at)) this.text = `${this.text.slice(0, at)}x${this.text.slice(at)}`;
    }
    return true;
  }

  #fill(offset: number): boolean {
    const item = this.#choose(this.#propose(offset));
    if (item === undefined) return false;
    const holes = item.insertText.replace(/(?<!\\)\$\d+/g, hole);
    this.text =
      this.text.slice(0, item.range.start) +
      resolveSnippet(holes) +
      this.text.slice(item.range.end);
    return true;
  }

  /** A new line behind everything, indented by some blanks. */
  line(indent: number): boolean {
    const before = this.text;
    this.text = `${before.trimEnd()}\n${" ".repeat(indent)}`;
    if (this.accept(this.text.length)) return true;
    this.text = before;
    return false;
  }

  #propose(offset: number): readonly CompletionItem[] {
    const text = this.text.replaceAll(hole, "");
    const before = this.text.slice(0, offset).split(hole).length - 1;
    if (before > 0) throw new Error("holes are filled from the front");
    return this.#service.complete(this.#service.read("typed.yaml", text), offset);
  }
}

function* pathsOf(node: YamlNode, path: Path): Generator<Path> {
  yield path;
  if (node.kind === "map")
    for (const { name, value } of node.pairs) yield* pathsOf(value, [...path, name]);
  if (node.kind === "seq")
    for (const [index, item] of node.items.entries()) yield* pathsOf(item, [...path, index]);
}

/** Fields that the server does not know. */
function unknownFields(file: SourceFile): readonly string[] {
  return file.documents.flatMap(({ manifests }) =>
    manifests.flatMap(({ root, crd }) =>
      [...pathsOf(root, [])]
        .filter((path) => crd === undefined || schemaAt(crd, path) === undefined)
        .map(fieldName),
    ),
  );
}

const services = {
  current: service,
  next: editingService({ schema: "next" }),
  "preview-2023": editingService({ schema: "preview-2023" }),
};

describe("somebody who accepts nothing but completions", () => {
  it("gets a valid NodePool, taking the first proposal for what is required", () => {
    const wanted = ["NodePool"];
    const typist = new Typist("karpenter", (items) => {
      const label = wanted.shift();
      return label === undefined ? items[0] : items.find((item) => item.label === label);
    });
    typist.accept(9);
    while (typist.line(0));
    const file = service.read("typed.yaml", `${typist.text}\n`);
    assert.equal(
      file.text,
      `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: default
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      requirements:
        - key: karpenter.sh/capacity-type
          operator: In
          values: [on-demand]
`,
    );
    assert.deepEqual(service.validate(file), []);
  });

  it("never gets broken YAML or a field that the server does not know", () => {
    const random = fc.array(fc.nat({ max: 1000 }), { minLength: 20, maxLength: 80 });
    const kinds = fc.constantFrom("NodePool", "AKSNodeClass", "NodeClaim", "NodeOverlay");
    const sets = fc.constantFrom("current" as const, "next" as const, "preview-2023" as const);
    fc.assert(
      fc.property(kinds, sets, random, (kind, set, choices) => {
        fc.pre(kind !== "NodeOverlay" || set !== "preview-2023");
        const own = services[set];
        const rest = [...choices];
        const next = () => rest.shift() ?? 0;
        const choose = (items: readonly CompletionItem[]) => items[next() % items.length];
        const typist = new Typist(`kind: ${kind}\napiVersion: `, choose, own);
        typist.accept(typist.text.length);
        while (rest.length > 0) typist.line((next() % 8) * 2);
        const file = own.read("typed.yaml", typist.text);
        assert.deepEqual(
          file.documents.map(({ yaml }) => yaml.problems),
          [[]],
          typist.text,
        );
        assert.deepEqual(unknownFields(file), [], typist.text);
      }),
      { numRuns: 300 },
    );
  });

  it("is never offered a key that is there already", () => {
    const text = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {}\nspec: {}\n¦";
    assert.deepEqual(labels(text), []);
  });
});
