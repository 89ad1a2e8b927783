import assert from "node:assert/strict";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import type { SourceFile } from "../../../src/language/index.ts";
import { serviceFor, workspaceOf } from "./service.ts";

const service = serviceFor();

/** Few texts, so that documents repeat; some are blank, one begins like the mark between documents. */
const anyText = fc
  .array(fc.constantFrom("", "# karpenter\n", "kind: karpenter\n", "---x: karpenter\n", "a: 1\n"), {
    maxLength: 6,
  })
  .map((documents) => documents.join("---\n"));

const shape = ({ documents }: SourceFile) =>
  documents.map(({ start, index, text, manifests }) => ({ start, index, text, manifests }));

describe("reading a file again after an edit", () => {
  it("gives what reading it for the first time gives", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const previous = service.read("pools.yaml", before);
        const again = service.read("pools.yaml", after, { previous });
        assert.deepEqual(shape(again), shape(service.read("pools.yaml", after)));
      }),
    );
  });

  it("takes over the trees of documents before and behind the edit", () => {
    const text = (middle: string) => `kind: karpenter\n---\n${middle}\n---\nkind: karpenter2\n`;
    const previous = service.read("pools.yaml", text("a: karpenter"));
    const trees = previous.documents.map(({ yaml }) => yaml);
    const again = service.read("pools.yaml", text("ab: karpenter"), { previous });
    assert.deepEqual(
      again.documents.map(({ yaml }, index) => yaml === trees[index]),
      [true, false, true],
    );
  });
});

describe("the objects of a file", () => {
  const namesIn = (text: string) =>
    service
      .read("pools.yaml", text)
      .documents.flatMap(({ manifests }) => manifests.map(({ name }) => name));
  const pool = (name: string) =>
    `{ apiVersion: karpenter.sh/v1, kind: NodePool, metadata: { name: ${name} } }`;

  it("are those of Lists inside Lists too, in the order in which they stand there", () => {
    const inner = `{ apiVersion: v1, kind: List, items: [${pool("b")}, ${pool("c")}] }`;
    const text = `kind: List\nitems: [${pool("a")}, ${inner}, ${pool("d")}]\n`;
    assert.deepEqual(namesIn(text), ["a", "b", "c", "d"]);
  });

  it("begin behind a byte order mark wherever joined files have one", () => {
    assert.deepEqual(namesIn(`\ufeff${pool("a")}\n---\n\ufeff${pool("b")}\n`), ["a", "b"]);
  });

  it("have findings at their places behind such a mark", () => {
    const text = `${pool("a")}\n---\r\n\ufeff${pool("B")}\n`;
    const file = service.read("pools.yaml", text);
    const { range } =
      service.validate(file, workspaceOf(file)).find(({ rule }) => rule === "metadata-name") ?? {};
    assert.equal(text.slice(range?.start, range?.end), "B");
  });

  it("stand in documents counted as YAML counts them", () => {
    const counted = (text: string) =>
      service
        .read("pools.yaml", text)
        .documents.flatMap(({ index, manifests }) => manifests.map(() => index));
    const texts = [
      "POOL",
      "---\nPOOL",
      "# A licence.\n\n---\nPOOL",
      "%YAML 1.1\n---\nPOOL",
      "\n---\nPOOL---\nPOOL",
      "POOL---\n---\nPOOL",
      "POOL---\n# Nothing.\n---\nPOOL",
      "---\n---\nPOOL",
    ].map((text) => text.replaceAll("POOL", `${pool("a")}\n`));
    assert.deepEqual(texts.map(counted), [[0], [0], [0], [0], [0, 1], [0, 2], [0, 2], [1]]);
    const asParsed = texts.map((text) =>
      parseAllDocuments(text).flatMap((document, index) =>
        document.toJS() === null ? [] : [index],
      ),
    );
    assert.deepEqual(texts.map(counted), asParsed);
  });
});
