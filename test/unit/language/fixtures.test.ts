import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../../src/language/rules/index.ts";
import { layerRules } from "../../../src/language/schema/layerRules.ts";
import { annotated, findingsIn, fixedText, readFixture } from "./ruleFixture.ts";
import type { RuleFixture } from "./ruleFixture.ts";

/*
 * test/rules/<rule-id>.yaml: manifests as they come from people, for one rule each. Below a line with findings stand
 * comments that underline them and say severity, rule and layer: all that is found, whatever the rule. `# Near miss: why`
 * stands above a line that the rule must not object to. <rule-id>.fixed.yaml is the text after all preferred fixes, with
 * what they leave: it is there wherever they change anything. Comments choose the settings: `# region: westeurope`,
 * `# schema: next`, `# kubernetesVersion: 1.33`; a first document `# Stored` is what the cluster has.
 * UPDATE_FIXTURES=1 writes what is found and what the fixes make of it into the files, to be read before they are kept.
 */

const folder = join(import.meta.dirname, "../../rules");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const isUpdate = process.env.UPDATE_FIXTURES === "1";
const ids = [...rules, ...layerRules].map(({ id }) => id);

function sourceOf(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

describe("the fixtures of the rules", () => {
  it("are there for every rule, and for nothing else", () => {
    const fixtures = names.map((name) => name.replace(/(\.fixed)?\.yaml$/, ""));
    assert.deepEqual([...new Set(fixtures)].sort(), ids.toSorted());
  });

  for (const name of names) {
    it(`${name} has the findings that it underlines`, () => {
      const source = sourceOf(name);
      const fixture = readFixture(source);
      const found = annotated(fixture.text, findingsIn(fixture));
      if (isUpdate) writeFileSync(join(folder, name), found);
      else assert.equal(found, source);
    });
  }

  for (const id of ids.filter((one) => names.includes(`${one}.yaml`))) {
    it(`${id}.yaml shows what breaks the rule, and what does not although it comes near`, () => {
      const fixture = readFixture(sourceOf(`${id}.yaml`));
      const lines = findingsIn(fixture)
        .filter(({ rule }) => rule === id)
        .map(({ range }) => fixture.text.slice(0, range.start).split("\n").length - 1);
      assert.ok(lines.length > 0, "nothing breaks the rule");
      assert.ok(fixture.nearMisses.length > 0, "nothing comes near");
      const hit = fixture.nearMisses.filter((line) => lines.includes(line));
      assert.deepEqual(hit, []);
    });
  }

  for (const name of names.filter((candidate) => !candidate.endsWith(".fixed.yaml"))) {
    const fixedName = name.replace(/\.yaml$/, ".fixed.yaml");
    it(`${name} becomes by its preferred fixes what is stored beside it`, () => {
      const fixture = readFixture(sourceOf(name));
      const text = fixedText(fixture);
      if (isUpdate) storeFixed(fixedName, { ...fixture, text }, text !== fixture.text);
      const kept = existsSync(join(folder, fixedName)) ? sourceOf(fixedName) : undefined;
      assert.equal(kept && readFixture(kept).text, text === fixture.text ? undefined : text);
    });
  }
});

function storeFixed(name: string, fixture: RuleFixture, isChanged: boolean): void {
  if (isChanged) writeFileSync(join(folder, name), annotated(fixture.text, findingsIn(fixture)));
  else rmSync(join(folder, name), { force: true });
}
