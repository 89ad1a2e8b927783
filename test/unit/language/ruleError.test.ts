import assert from "node:assert/strict";
import { createLanguageService } from "../../../src/language/index.ts";
import type { Rule } from "../../../src/language/rule.ts";
import { rules } from "../../../src/language/rules/index.ts";
import { schemaSet, today, workspaceOf } from "./service.ts";

const text = `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  maxPods: 300
  tags:
    cost/centre: "7"
`;

function fail(): never {
  throw new Error("out of order");
}

const template: Omit<Rule, "id"> = {
  kinds: ["AKSNodeClass"],
  severity: "error",
  summary: "",
  why: "",
  example: { bad: "", good: "" },
};

const broken: readonly Rule[] = [
  { ...template, id: "fails-in-check", check: fail },
  {
    ...template,
    id: "fails-half-way",
    *check() {
      yield { at: ["spec"], message: "the first half" };
      fail();
    },
  },
  { ...template, id: "fails-in-explain", explain: fail },
  { ...template, id: "fails-across", crossFile: true, check: fail },
];

/** What is found, and which rules were named. */
function judge(all: readonly Rule[], remember: boolean) {
  const named: string[] = [];
  const service = createLanguageService({
    schemas: schemaSet("current"),
    rules: all,
    now: () => today,
    remember,
    onRuleError: ({ id }, error) => named.push(`${id}: ${String(error)}`),
  });
  const file = service.read("class.yaml", text);
  const found = service.validate(file, workspaceOf(file)).map(({ rule }) => rule);
  return { found, named: [...new Set(named)].sort() };
}

describe("a rule that throws", () => {
  for (const remember of [true, false])
    it(`is named, and all others go on${remember ? "" : ", also in services that remember nothing"}`, () => {
      assert.deepEqual(judge([...broken, ...rules], remember), {
        found: judge(rules, remember).found,
        named: broken.map(({ id }) => `${id}: Error: out of order`).sort(),
      });
      assert.deepEqual(judge(rules, remember).found, ["out-of-bounds", "tag-key-rewritten"]);
    });

  it("throws where nobody listens, so that tests see it", () => {
    const service = createLanguageService({ schemas: schemaSet("current"), rules: broken });
    const file = service.read("class.yaml", text);
    assert.throws(() => service.validate(file, workspaceOf(file)), /out of order/);
  });
});
