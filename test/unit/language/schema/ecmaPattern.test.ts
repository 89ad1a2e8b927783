import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { ecmaPattern } from "../../../../src/language/schema/ecmaPattern.ts";

const schemas = resolve(import.meta.dirname, "../../../../schemas");

function bundledPatterns(): readonly string[] {
  const found = new Set<string>();
  for (const set of ["current", "next", "preview-2023"])
    for (const name of readdirSync(join(schemas, set)))
      JSON.parse(readFileSync(join(schemas, set, name), "utf8"), (key, value: unknown) => {
        if (key === "pattern" && typeof value === "string") found.add(value);
        return value;
      });
  return [...found];
}

describe("a pattern in the syntax of ECMA-262", () => {
  it("is the same text unless a flag leads it", () => {
    const patterns = bundledPatterns();
    const changed = patterns.filter((pattern) => ecmaPattern(pattern) !== pattern);
    assert.ok(patterns.length > 10);
    assert.deepEqual(changed, [
      String.raw`(?i)^\/subscriptions\/[^\/]+\/resourceGroups\/[a-zA-Z0-9_\-().]{0,89}[a-zA-Z0-9_\-()]\/providers\/Microsoft\.Network\/virtualNetworks\/[^\/]+\/subnets\/[^\/]+$`,
    ]);
  });

  it("writes (?i) out: letters, ranges and negated classes, not escapes", () => {
    assert.equal(ecmaPattern("(?i)^a\\d\\."), "^[aA]\\d\\.");
    assert.equal(ecmaPattern("(?i)[a-fX0-9_\\-]"), "[a-fA-FxX0-9_\\-]");
    assert.equal(ecmaPattern("(?i)[^b]"), "[^bB]");
    assert.equal(ecmaPattern("(?i)x\\[y"), "[xX]\\[[yY]");
  });

  it("accepts exactly the texts that the flag i accepts", () => {
    const sources = ["^ab[c-f]+$", "^[^x]y?$", "A{2}\\.[0-9a-b]", "^(one|Two)\\s\\w$"];
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.string({ unit: fc.constantFrom(...Array.from("aAbBcCfFxXyYoOnNeEtTwW01. ")) }),
        (source, text) => {
          const written = ecmaPattern(`(?i)${source}`);
          assert.ok(written !== undefined);
          assert.equal(new RegExp(written, "u").test(text), new RegExp(source, "iu").test(text));
        },
      ),
    );
  });

  it("is left out where ECMA-262 cannot say it", () => {
    assert.equal(ecmaPattern("(?s)a.b("), undefined);
    assert.equal(ecmaPattern("[[:alpha:]]"), undefined);
    assert.equal(ecmaPattern("\\Qa\\E"), undefined);
  });
});
