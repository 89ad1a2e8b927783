import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ruleHover, ruleSections } from "../../../src/language/rulesPage.ts";
import { rules } from "../../../src/language/rules/index.ts";
import { ruleIds } from "../../../src/language/ruleIds.ts";
import { layerRules } from "../../../src/language/schema/layerRules.ts";
import { badExamples, fixtures, mutants, samples } from "../../differential/corpus.ts";
import { serviceFor, workspaceOf } from "./service.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/rules.md"), "utf8");

/** Markdown may be written in several ways. */
const plain = (text: string): string => text.replace(/[\\*_]/g, "");

describe("the page of rules", () => {
  const sections = ruleSections(page);

  it("says of every rule what the rule says of itself", () => {
    const all = [...rules, ...layerRules].map(({ id, summary, why }) => [
      id,
      plain(summary),
      plain(why),
    ]);
    const read = [...sections].map(([id, { summary, why }]) => [id, plain(summary), plain(why)]);
    assert.deepEqual(read, all.sort());
  });

  it("has a section for every code of a finding, and for no other", () => {
    assert.deepEqual([...sections.keys()].sort(), ruleIds);
  });

  it("has a section for what is found in examples, samples, fixtures and mutants", () => {
    const texts = [...badExamples, ...samples, ...fixtures, ...mutants(400, 7)];
    const codes = new Set<string>();
    for (const text of texts) {
      const service = serviceFor(text);
      const file = service.read("text.yaml", text.text);
      for (const { rule } of service.validate(file, workspaceOf(file))) codes.add(rule);
    }
    for (const layer of ["yaml-syntax", "yaml-value", "controller-validation", "cel-rule"])
      assert.ok(codes.has(layer), `nothing has the code ${layer}`);
    assert.deepEqual(
      [...codes].filter((code) => !sections.has(code)),
      [],
    );
  });

  it("is read with the lines of its headings", () => {
    const lines = page.split("\n");
    for (const [id, { line }] of sections) assert.equal(lines[line - 1], `## ${id}`);
  });

  it("gives the text that is shown on the code of a finding", () => {
    const section = { line: 1, summary: "It is wrong.", why: "Because." };
    assert.equal(ruleHover("a-rule", section), "**a-rule**: It is wrong.\n\nBecause.");
  });

  it("has no sections where it is another page", () => {
    assert.deepEqual([...ruleSections("# Title\n\n## heading\n\ntext\n")], []);
  });
});
