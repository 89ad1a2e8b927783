import assert from "node:assert/strict";
import { serviceFor } from "../service.ts";

const service = serviceFor();

const nodeClass = (name: string, indent = ""): string =>
  ["apiVersion: karpenter.azure.com/v1beta1", "kind: AKSNodeClass", `metadata: { name: ${name} }`]
    .concat("spec: { maxPods: 30 }")
    .map((line) => `${indent}${line}\n`)
    .join("");

const fixed = (text: string): string => service.fixAll("class.yaml", text);

describe("a forgotten separator of documents", () => {
  it("is put before the key with which the next object begins", () => {
    const classes = ["a", "b", "c"].map((name) => nodeClass(name));
    assert.equal(fixed(classes.join("")), classes.join("---\n"));
    const withCrlf = (text: string): string => text.replaceAll("\n", "\r\n");
    assert.equal(fixed(withCrlf(classes.join(""))), withCrlf(classes.join("---\n")));
  });

  it("is put before indented objects too", () => {
    const classes = ["a", "b"].map((name) => nodeClass(name, "  "));
    assert.equal(fixed(`# two\n${classes.join("")}`), `# two\n${classes.join("---\n")}`);
  });

  it("is not seen in one key that stands twice", () => {
    const text = `apiVersion: karpenter.azure.com/v1beta1\n${nodeClass("a")}`;
    assert.equal(fixed(text), nodeClass("a"));
  });

  it("is moved to the beginning of its line", () => {
    const classes = ["a", "b"].map((name) => nodeClass(name));
    assert.equal(fixed(classes.join("  ---\n")), classes.join("---\n"));
  });
});
