import assert from "node:assert/strict";
import { remembered, rememberedOfLast } from "../../../src/karpenter/remembered.ts";

describe("a remembered function", () => {
  const asked: string[] = [];
  const lengthOf = remembered((text) => {
    asked.push(text);
    return { length: text.length };
  });

  it("is asked once for each text", () => {
    const answers = ["one", "three", "one"].map(lengthOf);
    assert.deepEqual(answers, [{ length: 3 }, { length: 5 }, { length: 3 }]);
    assert.deepEqual(asked, ["one", "three"]);
  });

  it("keeps neither long texts nor too many", () => {
    const long = "x".repeat(1000);
    assert.notEqual(lengthOf(long), lengthOf(long));
    const before = lengthOf("one");
    for (let index = 0; index < 2000; index += 1) lengthOf(`text-${index}`);
    assert.notEqual(lengthOf("one"), before);
  });
});

describe("a function that remembers its last answer", () => {
  it("is asked again once another object came in between", () => {
    const asked: object[] = [];
    const answerOf = rememberedOfLast((about: { readonly name: string }) => {
      asked.push(about);
      return about.name;
    });
    const [one, two] = [{ name: "one" }, { name: "two" }];
    assert.deepEqual([one, one, two, two, one].map(answerOf), ["one", "one", "two", "two", "one"]);
    assert.deepEqual(asked, [one, two, one]);
  });
});
