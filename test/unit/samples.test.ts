import assert from "node:assert/strict";
import { resolve } from "node:path";
import { lint } from "../../src/lint/lint.ts";

const root = resolve(import.meta.dirname, "../..");

/** What is read of the JSON output. */
interface Report {
  readonly files: readonly { path: string; findings: readonly { layer: string }[] }[];
}

describe("the sample manifests", () => {
  it("show each layer once and one file without a finding", async () => {
    let out = "";
    await lint(["lint", "--format", "json", resolve(root, "samples")], {
      script: "",
      facts: root,
      colors: false,
      out: (text) => (out += text),
      err: (text) => assert.fail(text),
    });
    const { files } = JSON.parse(out) as Report;
    const layers = files.flatMap(({ findings }) => findings.map(({ layer }) => layer));
    assert.deepEqual(layers.sort(), [
      "cel",
      "runtime",
      "schema",
      "semantic",
      "unknown-field",
      "yaml",
    ]);
  });
});
