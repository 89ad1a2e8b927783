import assert from "node:assert/strict";
import { resolve } from "node:path";
import { lint } from "../../src/lint/lint.ts";

const root = resolve(import.meta.dirname, "../..");

/** What is read of the JSON output. */
interface Report {
  readonly files: readonly { path: string; findings: readonly { layer: string; rule: string }[] }[];
}

async function findingsIn(...names: readonly string[]) {
  let out = "";
  const paths = names.map((name) => resolve(root, "samples", name));
  await lint(["lint", "--format", "json", ...paths], {
    script: "",
    facts: root,
    colors: false,
    out: (text) => (out += text),
    err: (text) => assert.fail(text),
  });
  return (JSON.parse(out) as Report).files.flatMap(({ findings }) => findings);
}

describe("the samples", () => {
  it("show each layer once in one manifest, and nothing in the other", async () => {
    const layers = (await findingsIn("broken.yaml", "valid.yaml")).map(({ layer }) => layer);
    assert.deepEqual(layers.sort(), [
      "cel",
      "runtime",
      "schema",
      "semantic",
      "unknown-field",
      "yaml",
    ]);
  });

  it("show in a template what stands in the way of NAP, and what Azure cannot read", async () => {
    const rules = (await findingsIn("cluster.json")).map(({ rule }) => rule);
    assert.deepEqual(rules.sort(), [
      "api-version-retired",
      "basic-load-balancer",
      "cluster-autoscaler",
      "json-trailing-comma",
      "node-provisioning-mode",
    ]);
  });
});
