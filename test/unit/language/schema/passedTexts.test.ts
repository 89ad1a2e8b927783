import assert from "node:assert/strict";
import { isAboutKeys, PassedTexts } from "../../../../src/language/schema/cel/passedTexts.ts";

describe("what a CEL rule has let pass", () => {
  it("is known by its keys only where the rule is about each key alone", () => {
    const rules = [
      'self.all(x, x != "kubernetes.io/hostname")',
      'self.all(x, x in [\'a)\', "(b"] || !x.find("^([^/]+)").endsWith("karpenter.sh"))',
      "self.all(x, x != 'a') || true",
      "self.all(x, x != 'a') && self.size() > 1",
      "self.all(x, self[x] != 'a')",
      "!self.all(x, x != 'a')",
      "self.exists(x, x == 'a')",
      "self.all(x, x != '''a''')",
      "self != ''",
    ];
    assert.deepEqual(rules.filter(isAboutKeys), rules.slice(0, 2));
  });

  it("is the same text, or a map of keys that have all passed", () => {
    const passed = new PassedTexts("self.all(x, x != 'a')");
    const map = (...keys: readonly string[]) => new Map(keys.map((key) => [key, "value"]));
    assert.equal(passed.has("b"), false);
    passed.add("b");
    passed.add(map("c", "d"));
    assert.deepEqual(
      ["b", map("c"), map("b", "d"), "a", map("c", "a"), ["b"], 1n, null].map((value) =>
        passed.has(value),
      ),
      [true, true, true, false, false, false, false, false],
    );
  });

  it("says nothing about maps to a rule about their values", () => {
    const passed = new PassedTexts("self.size() < 3");
    passed.add(new Map([["a", "b"]]));
    assert.equal(passed.has(new Map([["a", "b"]])), false);
  });

  it("forgets rather than grows", () => {
    const passed = new PassedTexts("self != ''");
    const texts = Array.from({ length: 5000 }, (_, index) => `text-${index}`);
    for (const text of texts) passed.add(text);
    assert.ok(texts.filter((text) => passed.has(text)).length <= 1000);
    passed.add("x".repeat(1000));
    assert.equal(passed.has("x".repeat(1000)), false);
  });
});
