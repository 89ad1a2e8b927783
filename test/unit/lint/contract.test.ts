import assert from "node:assert/strict";
import { join } from "node:path";
import { factsFolder } from "../../../src/lint/bundledFacts.ts";
import { lint } from "../../../src/lint/lint.ts";
import { rules } from "../../../src/language/rules/index.ts";
import type { Rule } from "../../../src/language/rule.ts";
import { goodPool, poolInZone, runCli, temporaryFolder } from "./runCli.ts";

const root = join(import.meta.dirname, "../../..");

const twoDocuments = `apiVersion: v1
kind: ConfigMap
metadata: { name: about-karpenter.sh }
---
apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  maxPods: 300
  tags:
    cost/centre: "7"
`;

const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

describe("the JSON of nap-lint", function () {
  this.timeout(60_000);

  it("has exactly these members, with ranges from 0, pointers escaped and edits of fixes", () => {
    const folder = temporaryFolder({ "two.yaml": twoDocuments });
    const { code, out } = runCli(folder, ["lint", "--format", "json", "two.yaml"]);
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), {
      files: [
        {
          path: "two.yaml",
          findings: [
            {
              rule: "out-of-bounds",
              layer: "schema",
              severity: "error",
              message: "maxPods is 300; it must be between 10 and 250.",
              document: 1,
              pointer: "/spec/maxPods",
              range: range(9, 11, 14),
              server: {
                field: "spec.maxPods",
                message:
                  "Invalid value: 300: spec.maxPods in body should be less than or equal to 250",
              },
              fixes: [
                {
                  title: "Write 250",
                  preferred: true,
                  edits: [{ range: range(9, 11, 14), newText: "250" }],
                },
              ],
            },
            {
              rule: "tag-key-rewritten",
              layer: "semantic",
              severity: "warning",
              message:
                "On the machine this tag is called cost_centre: Azure has no slash in names of tags.",
              document: 1,
              pointer: "/spec/tags/cost~1centre",
              range: range(11, 4, 15),
              fixes: [
                {
                  title: "Rename to cost_centre",
                  preferred: true,
                  edits: [{ range: range(11, 4, 15), newText: "cost_centre" }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("counts characters as editors do, and lines whatever ends them", () => {
    const text = twoDocuments
      .replace("maxPods: 300", "# \u{1F600}\n  maxPods: 300")
      .replaceAll("\n", "\r\n");
    const folder = temporaryFolder({ "windows.yaml": text, "flow.yaml": flow });
    const { out } = runCli(folder, ["lint", "--format", "json", "windows.yaml", "flow.yaml"]);
    const report = JSON.parse(out) as { files: { findings: { range: unknown }[] }[] };
    assert.deepEqual(
      report.files.map(({ findings }) => findings.map((finding) => finding.range)),
      [[range(10, 11, 14), range(12, 4, 15)], [range(1, 38, 41)]],
    );
  });
});

/** The smiling face before the value is two characters of UTF-16. */
const flow = `{ apiVersion: karpenter.azure.com/v1beta1, kind: AKSNodeClass, metadata: { name: a },
  spec: { tags: { a: "\u{1F600}" }, maxPods: 300 } }
`;

const before2025 = `apiVersion: karpenter.sh/v1beta1
kind: NodePool
metadata:
  name: general
spec:
  disruption: { consolidationPolicy: WhenUnderutilized, expireAfter: 720h }
  template:
    spec:
      nodeClassRef: { name: pinned }
      requirements: [{ key: karpenter.azure.com/sku-family, operator: In, values: [D] }]
---
apiVersion: karpenter.azure.com/v1alpha2
kind: AKSNodeClass
metadata:
  name: pinned
spec:
  imageFamily: Ubuntu2204
  imageVersion: 202311.07.0
`;

describe("nap-lint --schema preview-2023", function () {
  this.timeout(60_000);

  /** Line from 1, rule and layer of all that is found. */
  function judged(text: string, ...more: readonly string[]): readonly string[] {
    const folder = temporaryFolder({ "old.yaml": text });
    const { out } = runCli(folder, ["lint", "--format", "json", ...more, "old.yaml"]);
    const [file] = (JSON.parse(out) as { files: { findings: Finding[] }[] }).files;
    return (file?.findings ?? []).map(
      ({ rule, layer, range: { start } }) => `${start.line + 1} ${rule} ${layer}`,
    );
  }

  it("serves NodePool v1beta1 and AKSNodeClass v1alpha2 with an image version", () => {
    assert.deepEqual(judged(before2025, "--schema", "preview-2023"), []);
    assert.deepEqual(judged(before2025), [
      "1 v1beta1-nodepool schema",
      "12 v1alpha2-node-class semantic",
      "18 image-version unknown-field",
    ]);
  });

  it("judges the fields by what they were then", () => {
    const text = before2025
      .replace("202311.07.0", "202311.31.0\n  osDiskSizeGB: 64\n  maxPods: 50")
      .replace("expireAfter: 720h", "consolidateAfter: 30s")
      .replace("Ubuntu2204", "Ubuntu2404");
    assert.deepEqual(judged(text, "--schema", "preview-2023"), [
      "6 cel-rule cel",
      "17 unsupported-value schema",
      "18 image-version-format semantic",
      "19 out-of-bounds schema",
      "20 unknown-field unknown-field",
    ]);
  });

  it("does not serve what came later", () => {
    assert.deepEqual(judged(goodPool, "--schema", "preview-2023"), ["1 api-version schema"]);
  });
});

interface Finding {
  readonly rule: string;
  readonly layer: string;
  readonly range: { readonly start: { readonly line: number } };
}

describe("nap-lint with a rule that throws", () => {
  it("names the rule and the file on standard error, and tells what the other rules find", async () => {
    const folder = temporaryFolder({ "pool.yaml": poolInZone('"1"') });
    const path = join(folder, "pool.yaml");
    const told = await withBrokenRule("zero-zone", async () => {
      const [out, err]: string[][] = [[], []];
      const code = await lint(["lint", "--format", "github", path], {
        script: "",
        facts: factsFolder([root]),
        colors: false,
        out: (text) => out?.push(text),
        err: (text) => err?.push(text),
      });
      return { code, out: out?.join("") ?? "", err };
    });
    assert.equal(told.code, 1);
    assert.match(told.out, /^::error file=.*,title=zone-format::[^\n]+\n$/);
    assert.deepEqual(told.err, [`nap-lint: ${path}: rule zero-zone failed: out of order\n`]);
  });
});

/** Runs something while one of the rules throws. */
async function withBrokenRule<T>(id: string, run: () => Promise<T>): Promise<T> {
  const rule: { check?: Rule["check"] } | undefined = rules.find((one) => one.id === id);
  assert.ok(rule);
  const { check } = rule;
  rule.check = () => {
    throw new Error("out of order");
  };
  try {
    return await run();
  } finally {
    if (check) rule.check = check;
  }
}
