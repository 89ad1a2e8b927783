import assert from "node:assert/strict";
import { nodeClass, nodePool, poolRequiring } from "../../../src/language/rules/examples.ts";
import { editingService } from "./editing/editor.ts";
import { workspaceOf } from "./service.ts";

/** What every object of JavaScript has, and no label, limit or field. */
const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];

const places: Readonly<Record<string, (name: string) => string>> = {
  "the key of a requirement": (name) =>
    ["In a", "Exists", "NotIn a", "DoesNotExist", 'Gt "1"']
      .map((rest) => poolRequiring(`${name} ${rest}`))
      .join("---\n"),
  "the key of a requirement with minValues": (name) =>
    nodePool(
      "",
      `requirements:\n  - key: ${name}\n    operator: In\n    values: [a]\n    minValues: 1\n`,
    ),
  "a label of Karpenter": (name) => poolRequiring(`karpenter.azure.com/${name} In a`),
  "a label of Karpenter for AWS": (name) => poolRequiring(`karpenter.k8s.aws/${name} In a`),
  "a value": (name) =>
    ["kubernetes.io/arch", "karpenter.azure.com/sku-name", "karpenter.azure.com/sku-family"]
      .map((key) => poolRequiring(`${key} In ${name}`))
      .join("---\n"),
  "an operator": (name) => poolRequiring(`a ${name} b`),
  "a limit": (name) => nodePool(`limits:\n  ${name}: 1\n`),
  "a field": (name) => nodePool(`${name}: 1\n`) + `---\n${nodeClass(`${name}: { a: 1 }\n`)}`,
  "a value of an enumeration": (name) => nodeClass(`imageFamily: ${name}\n`),
  "a tag": (name) => nodeClass(`tags:\n  ${name}: a\n`),
  "a kind": (name) => nodePool().replace("kind: NodePool", `kind: ${name}`),
  "a reference": (name) => nodePool().replace("name: default", `name: ${name}`),
};

describe("names that every object of JavaScript has", () => {
  const service = editingService({ region: "westeurope" });
  for (const [title, write] of Object.entries(places))
    it(`mean nothing as ${title}`, () => {
      for (const name of names) {
        const text = write(name);
        const file = service.read("a.yaml", text);
        const findings = service.validate(file, workspaceOf(file));
        const said = JSON.stringify(findings);
        assert.doesNotMatch(said, /native code|\[object|undefined/, said);
        service.fixAll("a.yaml", text, { workspace: workspaceOf(file) });
        for (let offset = 0; offset <= text.length; offset += 7) {
          service.complete(file, offset);
          assert.doesNotMatch(service.hover(file, offset)?.markdown ?? "", /native code/);
        }
      }
    });
});
