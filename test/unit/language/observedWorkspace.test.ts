import assert from "node:assert/strict";
import { createWorkspace, indexSource } from "../../../src/language/index.ts";
import type { Workspace } from "../../../src/language/index.ts";
import { observe } from "../../../src/language/observedWorkspace.ts";
import { groupsPerWorkspace, perWorkspace } from "../../../src/language/perWorkspace.ts";
import { serviceFor, workspaceOf } from "./service.ts";

const nodeClass = (name: string, more = "") =>
  `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nmetadata:\n  name: ${name}\n${more}`;

function workspace(...texts: readonly string[]): Workspace {
  const service = serviceFor();
  return workspaceOf(...texts.map((text, index) => service.read(`${index}.yaml`, text)));
}

/** Whether what `look` sees of `before` holds for `after`. */
function holds(before: Workspace, after: Workspace, look: (workspace: Workspace) => unknown) {
  const observation = observe(before);
  look(observation.workspace);
  return observation.moveTo(after);
}

describe("an observed workspace", () => {
  const empty = workspace();
  const one = workspace(nodeClass("one"));
  const other = workspace(nodeClass("one", "spec: {}\n"));

  it("answers as the one that is observed", () => {
    const { workspace: asked } = observe(one);
    assert.deepEqual(asked.objects, one.objects);
    assert.deepEqual(asked.all("AKSNodeClass"), one.all("AKSNodeClass"));
    assert.equal(asked.find("AKSNodeClass", "one"), one.find("AKSNodeClass", "one"));
    assert.equal(asked.complete, one.complete);
  });

  it("makes what nobody asked about irrelevant", () => {
    const looks = {
      nothing: () => undefined,
      "another kind": (asked: Workspace) => asked.all("NodePool"),
      "another name": (asked: Workspace) => asked.find("AKSNodeClass", "two"),
      "the kind": (asked: Workspace) => asked.all("AKSNodeClass"),
      "the name": (asked: Workspace) => asked.find("AKSNodeClass", "one"),
      everything: (asked: Workspace) => asked.objects,
      "a digest of everything": perWorkspace(({ objects }) => objects.map(({ json }) => json)),
    };
    for (const after of [empty, other])
      assert.deepEqual(
        Object.entries(looks)
          .filter(([, look]) => holds(one, after, look))
          .map(([what]) => what),
        ["nothing", "another kind", "another name"],
      );
  });

  it("is the same for who asked what follows from it in both", () => {
    const count = perWorkspace(({ objects }) => objects.length);
    assert.equal(holds(one, other, count), true);
    assert.equal(holds(one, empty, count), false);
  });

  it("is the same for who asked for a group that is in both", () => {
    const byName = groupsPerWorkspace(
      ({ objects }) => new Map(objects.map((object) => [object.name, [object]])),
    );
    const more = createWorkspace([...one.objects, ...workspace(nodeClass("two")).objects]);
    const asks = (name: string) => (asked: Workspace) => byName(asked, name);
    assert.equal(holds(one, more, asks("one")), true);
    assert.equal(holds(one, more, asks("two")), false);
    assert.equal(holds(one, other, asks("one")), false);
    assert.equal(holds(one, empty, asks("three")), true);
  });

  it("compares with the last workspace that answered the same", () => {
    const observation = observe(one);
    observation.workspace.find("AKSNodeClass", "one");
    const more = createWorkspace([...one.objects, ...workspace(nodeClass("two")).objects]);
    assert.deepEqual(
      [more, empty, more].map((next) => observation.moveTo(next)),
      [true, false, true],
    );
  });

  it("minds whether it is complete", () => {
    const partial = createWorkspace(one.objects, { complete: false });
    assert.equal(
      holds(one, partial, () => undefined),
      false,
    );
  });
});

describe("an object that moves in its file", () => {
  it("keeps its JSON as the same value", () => {
    const service = serviceFor();
    const text = `${nodeClass("one")}---\n${nodeClass("two")}`;
    const file = service.read("a.yaml", text);
    const [, before] = indexSource(file);
    const moved = service.read("a.yaml", text.replace("name: one", "name: first"), {
      previous: file,
    });
    const [, after] = indexSource(moved);
    assert.equal(after?.json, before?.json);
    assert.equal((after?.nameRange.start ?? 0) - (before?.nameRange.start ?? 0), 2);
  });
});
