import assert from "node:assert/strict";
import { indexSource } from "../../../src/language/index.ts";
import { Neighbours } from "../../../src/lint/neighbours.ts";
import { nodeClass, nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "../language/service.ts";

const service = serviceFor();

const named = (text: string, name: string): string =>
  text.replaceAll("name: default", `name: ${name}`);

function objectsOf(path: string, text: string) {
  return [path, indexSource(service.read(path, text))] as const;
}

const files = [
  objectsOf("a.yaml", named(nodeClass("maxPods: 30\n"), "a")),
  objectsOf("b.yaml", named(nodeClass("maxPods: 30\n"), "b")),
  objectsOf("both.yaml", `${named(nodePool(), "a")}---\n${named(nodePool(), "b")}`),
  objectsOf("poolOfA.yaml", named(nodePool(), "a")),
  objectsOf("poolOfB.yaml", named(nodePool(), "b")),
];

const uris = (neighbours: Neighbours, path: string): readonly string[] => [
  ...new Set(neighbours.of(path).objects.map(({ uri }) => uri)),
];

describe("the neighbours of a file", () => {
  it("are the files that share a class with it, and itself", () => {
    const neighbours = new Neighbours(files);
    const ofA = ["a.yaml", "both.yaml", "poolOfA.yaml"];
    assert.deepEqual(uris(neighbours, "poolOfA.yaml"), ofA);
    assert.deepEqual(uris(neighbours, "a.yaml"), ofA);
    assert.deepEqual(
      uris(neighbours, "both.yaml"),
      files.map(([path]) => path),
    );
    assert.deepEqual(uris(neighbours, "none.yaml"), []);
  });

  it("are one value until a file changes", () => {
    const neighbours = new Neighbours(files);
    const before = neighbours.of("a.yaml");
    assert.equal(neighbours.of("poolOfA.yaml"), before);
    neighbours.set(...objectsOf("a.yaml", named(nodeClass("maxPods: 50\n"), "a")));
    const after = neighbours.of("poolOfA.yaml");
    assert.deepEqual(
      [before, after].map((one) => JSON.stringify(one.find("AKSNodeClass", "a")?.json)),
      [30, 50].map((maxPods) =>
        JSON.stringify({
          apiVersion: "karpenter.azure.com/v1beta1",
          kind: "AKSNodeClass",
          metadata: { name: "a" },
          spec: { maxPods },
        }),
      ),
    );
  });
});
