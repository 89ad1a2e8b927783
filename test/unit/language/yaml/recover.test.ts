import assert from "node:assert/strict";
import { toJson } from "../../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";

const above = ["kind: NodePool", "spec:", "  limits:", '    cpu: "10"'];
const below = ["  weight: 5", "  template:", "    spec: { requirements: [] }"];

const whole = toJson(parseYaml([...above, ...below].join("\n")).root ?? assert.fail());

/** What is read around a line that breaks the text. */
function around(...broken: readonly string[]): unknown {
  const { root, broken: isBroken } = parseYaml([...above, ...broken, ...below, ""].join("\n"));
  assert.equal(isBroken, true);
  return root && toJson(root);
}

const inLimits = (memory: unknown) => ({
  kind: "NodePool",
  spec: { limits: { cpu: "10", memory }, weight: 5, template: { spec: { requirements: [] } } },
});

describe("of broken text is read", () => {
  const skipped: Readonly<Record<string, readonly string[]>> = {
    "a word without colon": ["    memory"],
    "a key of which half is typed, between others": ["  disru"],
    "a tab": ["\tmemory: 1Gi"],
    "a character that nothing begins with": ["    @memory"],
    "an item where none can be": ["    memory: - 1Gi"],
    "a line that is indented too far": ["        memory: 1Gi"],
    "several broken lines": ["    memory", "  disru", "    @x", "\ty: 1"],
  };
  for (const [title, lines] of Object.entries(skipped))
    it(`everything but ${title}`, () => {
      assert.deepEqual(around(...lines), whole);
    });

  const keptKey: Readonly<Record<string, string>> = {
    "a quote that is never closed": '    memory: "1Gi',
    "a bracket that is never closed": "    memory: [1Gi, 2Gi",
    "a brace that is never closed": "    memory: { a: 1,",
    "a brace in a bracket": "    memory: [{ a: 1 }, { b",
  };
  for (const [title, line] of Object.entries(keptKey))
    it(`the key of ${title}`, () => {
      assert.deepEqual(around(line), inLimits(null));
    });

  it("nothing of text in which too much is broken", () => {
    assert.equal(around(...Array.from({ length: 30 }, () => "    memory")), undefined);
  });

  it("each node where it stands", () => {
    const text = ["a:", '  b: "x', "  c: 1", ""].join("\n");
    const { root } = parseYaml(text);
    assert.ok(root?.kind === "map");
    const inner = root.pairs[0]?.value;
    assert.ok(inner?.kind === "map");
    assert.deepEqual(
      inner.pairs.map(({ key, value }) => [
        text.slice(key.start, key.end),
        text.slice(value.start, value.end),
      ]),
      [
        ["b", ""],
        ["c", "1"],
      ],
    );
  });
});
