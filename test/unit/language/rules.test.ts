import assert from "node:assert/strict";
import { applyEdits } from "../../../src/language/edit/applyEdits.ts";
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
    if (rule.example.byHand) {
      it(`${rule.id}: the bad one stays as it is until somebody says what is right`, () => {
        assert.equal(fixedByFirst(rule), rule.example.bad);
      });
      continue;
    }
    it(`${rule.id}: its fixes make the good one of the bad one`, () => {
      assert.equal(fixedByFirst(rule), rule.example.good);
    });
    it(`${rule.id}: fix all makes the good one of the bad one`, () => {
      const service = serviceFor(rule.example);
      const workspace = workspaceOf(service.read("example.yaml", rule.example.bad));
      const fixed = service.fixAll("example.yaml", rule.example.bad, { workspace });
      assert.equal(fixed, rule.example.good);
    });
  }
});

/** The text after the first fix of each finding, one after the other. */
function fixedByFirst(rule: Rule): string {
  const service = serviceFor(rule.example);
  let text = rule.example.bad;
  for (let round = 0; round < 10; round += 1) {
    const file = service.read("example.yaml", text);
    const findings = service.validate(file, workspaceOf(file));
    const fix = findings.find(({ fixes }) => fixes.length > 0)?.fixes[0];
    if (fix === undefined) break;
    text = applyEdits(text, fix.edits);
  }
  return text;
}
