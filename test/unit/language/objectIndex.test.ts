import assert from "node:assert/strict";
import { createObjectIndex } from "../../../src/language/objectIndex.ts";
import { indexSource } from "../../../src/language/index.ts";
import type { IndexedObject } from "../../../src/language/index.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();

function objects(uri: string, ...names: readonly string[]): IndexedObject[] {
  const text = names
    .map(
      (name) =>
        `---\napiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: ${name}\n`,
    )
    .join("");
  return indexSource(service.read(uri, text));
}

describe("the index over all files", () => {
  it("lists objects in the order of their files' names, whatever order the files came in", () => {
    const index = createObjectIndex();
    index.set("b.yaml", objects("b.yaml", "two", "three"));
    index.set("a.yaml", objects("a.yaml", "one"));
    const names = index.workspace(true).objects.map(({ name }) => name);
    assert.deepEqual(names, ["one", "two", "three"]);
    assert.equal(index.fileCount, 2);
  });

  it("gives the same workspace until something changes", () => {
    const index = createObjectIndex();
    assert.equal(index.set("a.yaml", objects("a.yaml", "one")), true);
    const before = index.workspace(true);
    assert.equal(index.set("a.yaml", objects("a.yaml", "one")), false);
    assert.equal(index.workspace(true), before);
    assert.equal(index.set("a.yaml", objects("a.yaml", "two")), true);
    assert.notEqual(index.workspace(true), before);
    assert.equal(index.workspace(true).find("AKSNodeClass", "one"), undefined);
  });

  it("compares objects with numbers beyond those of JSON", () => {
    const index = createObjectIndex();
    const large = (limit: string) =>
      indexSource(
        service.read(
          "a.yaml",
          `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: one\nspec:\n  kubelet:\n    podPidsLimit: ${limit}\n`,
        ),
      );
    assert.equal(index.set("a.yaml", large("9007199254740993")), true);
    assert.equal(index.set("a.yaml", large("9007199254740993")), false);
    assert.equal(index.set("a.yaml", large("9007199254740995")), true);
  });

  it("notices an object that only moved", () => {
    const index = createObjectIndex();
    index.set("a.yaml", objects("a.yaml", "one"));
    const moved = indexSource(
      service.read(
        "a.yaml",
        "# a comment\napiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: one\n",
      ),
    );
    assert.equal(index.set("a.yaml", moved), true);
    assert.deepEqual(index.workspace(true).objects, moved);
  });

  it("forgets a file that is gone or empty", () => {
    const index = createObjectIndex();
    index.set("a.yaml", objects("a.yaml", "one"));
    index.set("b.yaml", objects("b.yaml", "two"));
    assert.equal(index.delete("a.yaml"), true);
    assert.equal(index.delete("a.yaml"), false);
    assert.equal(index.set("b.yaml", []), true);
    assert.deepEqual(index.workspace(true).objects, []);
    assert.equal(index.fileCount, 0);
  });

  it("says whether absence proves anything", () => {
    const index = createObjectIndex();
    assert.equal(index.workspace(false).complete, false);
    assert.equal(index.workspace(true).complete, true);
  });
});

describe("the objects of a file", () => {
  it("are the same values again where the document did not move", () => {
    const text = (name: string) =>
      `apiVersion: v1\nkind: karpenter\nmetadata:\n  name: first\n---\napiVersion: karpenter\nkind: B\nmetadata:\n  name: ${name}\n`;
    const before = service.read("a.yaml", text("one"));
    const first = indexSource(before);
    const second = indexSource(service.read("a.yaml", text("other"), { previous: before }));
    assert.equal(second[0], first[0]);
    assert.deepEqual(
      second.map(({ name }) => name),
      ["first", "other"],
    );
  });
});
