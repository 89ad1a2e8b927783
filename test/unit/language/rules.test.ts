import assert from "node:assert/strict";
import { rules } from "../../../src/language/rules/index.ts";
import type { Rule } from "../../../src/language/rule.ts";
import { layerRules } from "../../../src/language/schema/layerRules.ts";
import { serviceFor, workspaceOf } from "./service.ts";

/** The ids of the rules that find something in a text, each once, sorted. */
function judge(rule: Rule, text: string): readonly string[] {
  const service = serviceFor(rule.example);
  const file = service.read("example.yaml", text);
  const findings = service.validate(file, workspaceOf(file));
  return [...new Set(findings.map((finding) => finding.rule))].sort();
}

describe("every rule's example", () => {
  for (const rule of [...rules, ...layerRules]) {
    it(`${rule.id}: the bad one breaks this rule and no other`, () => {
      assert.deepEqual(judge(rule, rule.example.bad), [rule.id]);
    });
    it(`${rule.id}: the good one breaks none`, () => {
      assert.deepEqual(judge(rule, rule.example.good), []);
    });
    it(`${rule.id}: the preferred fixes make the good one of the bad one`, () => {
      const service = serviceFor(rule.example);
      const workspace = workspaceOf(service.read("example.yaml", rule.example.bad));
      const fixed = service.fixAll("example.yaml", rule.example.bad, { workspace });
      assert.equal(fixed, rule.example.good);
    });
  }
});
