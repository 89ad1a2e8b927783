import assert from "node:assert/strict";
import { nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();
const isLeftAlone = (text: string) => service.read("pool.yaml", text).templated;
const annotated = (value: string) =>
  nodePool().replace("  name: general\n", `  name: general\n  annotations:\n    note: ${value}\n`);
const alert = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  rule: "{{ $labels.pod }} waits"\n';

const templates: Readonly<Record<string, string>> = {
  "a condition around an object": `{{ if .Values.on }}\n${nodePool()}{{ end }}\n`,
  "a value without quotes": nodePool().replace("general", "{{ .Values.name }}"),
  "a part of a plain value": nodePool().replace("general", "general-{{ .Values.name }}"),
  "a value in quotes that is judged": nodePool('weight: "{{ .Values.weight }}"\n'),
  "a key": nodePool().replace("name: general", '"{{ .Values.key }}": general'),
  "a value in quotes of a pod that asks for Karpenter's nodes":
    'apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    karpenter.sh/nodepool: "{{ .Values.pool }}"\n',
  "an include in an annotation": annotated('{{ include "sum" . }}'),
};

const others: Readonly<Record<string, string>> = {
  "a comment": `# helm template: {{ .Values.x }}\n${nodePool()}`,
  "a comment behind a value": nodePool("weight: 5 # {{ .Values.x }}\n"),
  "the text of an annotation": annotated('"see {{ runbook }}"'),
  "the plain text of an annotation": annotated("see {{ runbook }} first"),
  "another object beside ours": `${alert}---\n${nodePool()}`,
  "an alert about Karpenter beside ours": `${alert.replace("waits", "waits for karpenter")}---\n${nodePool()}`,
  "a text block of another object beside ours": `apiVersion: v1\nkind: ConfigMap\ndata:\n  karpenter.json: |\n    {{ toJson . }}\n---\n${nodePool()}`,
};

describe("braces of a template", () => {
  for (const [title, text] of Object.entries(templates))
    it(`make a template of a file as ${title}`, () => {
      assert.equal(isLeftAlone(text), true);
      assert.deepEqual(service.validate(service.read("pool.yaml", text)), []);
    });

  for (const [title, text] of Object.entries(others))
    it(`make none in ${title}`, () => {
      assert.equal(isLeftAlone(text), false);
      const wrong = text.replace("name: default", "name: 5");
      const rules = service.validate(service.read("pool.yaml", wrong)).map(({ rule }) => rule);
      assert.deepEqual(rules, ["wrong-type"]);
    });
});
