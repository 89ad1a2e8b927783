import assert from "node:assert/strict";
import { toJson } from "../../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";
import { canonical, decodeJson, readVectors } from "./vectors.ts";
import type { Vector } from "./vectors.ts";

const ignoredRest = "the server reads one document and drops what follows it; we say so";
const binary = "nobody writes !!binary into a manifest: the text is kept as it is";
const mergeOverride = "kubectl reads leniently; overriding a merged key is what merge keys are for";
const sameName = "two keys that become one name in JSON: the server picks one at random";

/** Where we differ from the server on purpose, by the text or its id in the suite. */
const differences = new Map<string, string>([
  ...'|\nx\n§--- |\nx\n§"a":b\n§ a: 1\nb: 2\n§a: 1\n...\nb: 2\n§a: 1\n... x\n§a: 1\n...\n]\n§3HFZ§4H7K§7Z25§BS4K§DK3J§FP8R§KS4U§M7A3'
    .split("§")
    .map((text) => [text, ignoredRest] as const),
  ..."a: !!binary null\n§a: !!binary aGVsbG8=\n§a: !!binary 0x10\n§a: !!binary |\n  aGVs\n  bG8=\n§565N"
    .split("§")
    .map((text) => [text, binary] as const),
  ...[
    "x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  a: 3\n",
    "x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny:\n  <<: [*x, *z]\n",
    "x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny:\n  <<: [*z, *x]\n",
    "y:\n  <<: [{a: 1}, {a: 2, c: 3}]\n  b: 2\n",
    "x: &x {a: 1}\ny:\n  <<: *x\n  <<: *x\n",
    "x: &x {a: 1, b: 1}\nz: &z {b: 2}\ny:\n  <<: *x\n  <<: *z\n",
  ].map((text) => [text, mergeOverride] as const),
  ...['1: a\n"1": b\n', 'yes: a\n"true": b\n', "1.0: a\n1: b\n"].map(
    (text) => [text, sameName] as const,
  ),
]);

/** What the server says, in one line: its JSON, or that it refuses. */
function serverVerdict({ json, error, strict }: Vector): string {
  if (error !== undefined) return "refused";
  return `${canonical(decodeJson(json ?? "null"))}${strict === undefined ? "" : " with a repeated key"}`;
}

function ourVerdict(yaml: string): string {
  const { root, problems, broken } = parseYaml(yaml);
  if (broken || problems.some((problem) => problem.rule !== "yaml-duplicate-key")) return "refused";
  const json = canonical(root === undefined ? null : toJson(root));
  return json + (problems.length === 0 ? "" : " with a repeated key");
}

for (const name of ["server", "suite"] as const) {
  const vectors = readVectors(name);
  const keyOf = (vector: Vector): string => vector.id ?? vector.yaml;

  describe(`reading YAML as the API server does (${name}.jsonl)`, () => {
    it("gives the same values, refuses the same texts and sees the same repeated keys", () => {
      const wrong = vectors.filter((vector) => serverVerdict(vector) !== ourVerdict(vector.yaml));
      const unexpected = wrong.filter((vector) => !differences.has(keyOf(vector)));
      assert.deepEqual(
        unexpected.map((vector) => [vector, ourVerdict(vector.yaml)]),
        [],
      );
      const known = vectors.filter((vector) => differences.has(keyOf(vector)));
      assert.deepEqual(wrong, known);
    });

    it("says what the server says wherever it gives the server's words", () => {
      const given = vectors.flatMap(({ yaml, error }) => {
        const server = parseYaml(yaml).problems[0]?.server;
        return error === undefined || server === undefined ? [] : [{ yaml, error, server }];
      });
      const prefix = "error converting YAML to JSON: ";
      assert.deepEqual(
        given.filter(({ error, server }) => server !== prefix + error),
        [],
      );
      assert.ok(given.length > vectors.length / 20);
    });
  });
}

describe("a repeated key", () => {
  it("carries the words of strict decoding", () => {
    for (const { yaml, strict } of readVectors("server")) {
      const [problem, ...more] = parseYaml(yaml).problems;
      if (problem?.server === undefined || more.length > 0) continue;
      if (strict?.split("\n").length !== 2) continue;
      assert.equal(problem.server, `strict decoding error: ${strict}`);
    }
  });
});
