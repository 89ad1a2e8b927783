import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { goodPool, runCli, temporaryFolder } from "./runCli.ts";

function nodeClass(more = ""): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: default
spec:
  imageFamily: AzureLinux
${more}`;
}

function oldPool(name: string, maxPods: number): string {
  return `apiVersion: karpenter.sh/v1beta1
kind: NodePool
metadata:
  name: ${name}
spec:
  disruption:
    consolidationPolicy: WhenEmpty
    consolidateAfter: 5m
    expireAfter: 720h
  template:
    spec:
      nodeClassRef:
        name: default
      requirements:
        - key: example.com/${name}
          operator: In
          values: ["yes"]
      kubelet:
        maxPods: ${maxPods}
`;
}

const both = { "a/alpha.yaml": oldPool("alpha", 110), "b/zeta.yaml": oldPool("zeta", 50) };

/** All files after --fix, and what was said. */
function fixed(files: Readonly<Record<string, string>>, args: readonly string[]) {
  const folder = temporaryFolder(files);
  const { code, err } = runCli(folder, ["lint", "--fix", ...args]);
  const texts = Object.keys(files).map(
    (name) => [name, readFileSync(join(folder, name), "utf8")] as const,
  );
  return { code, err, files: Object.fromEntries(texts) };
}

describe("nap-lint on fixes that reach into other files", function () {
  this.timeout(60_000);

  it("writes both files and says so", () => {
    const { code, err, files } = fixed(
      { "class.yaml": `\uFEFF${nodeClass()}`, "pool.yaml": oldPool("general", 110) },
      ["."],
    );
    assert.deepEqual([code, files["class.yaml"]], [0, `\uFEFF${nodeClass("  maxPods: 110\n")}`]);
    assert.match(files["pool.yaml"] ?? "", /^apiVersion: karpenter\.sh\/v1$/m);
    assert.doesNotMatch(files["pool.yaml"] ?? "", /kubelet|maxPods/);
    assert.equal(
      err,
      "./class.yaml: changed by a fix of ./pool.yaml\n./pool.yaml: fixed, together with ./class.yaml\n",
    );
  });

  it("gives the same files whatever the order in which they are named", () => {
    const input = { ...both, "class.yaml": nodeClass() };
    const names = Object.keys(input);
    const orders = [names, [...names].reverse(), ["b", "class.yaml", "a"], ["."]];
    const [first, ...others] = orders.map((order) => fixed(input, order).files);
    assert.equal(first?.["class.yaml"], nodeClass("  maxPods: 110\n"));
    assert.match(
      first["b/zeta.yaml"] ?? "",
      /Not moved to AKSNodeClass default: maxPods \(110 there\)/,
    );
    for (const other of others) assert.deepEqual(other, first);
  });

  it("changes nothing when it is run again", () => {
    const once = fixed({ ...both, "class.yaml": nodeClass() }, ["."]).files;
    assert.deepEqual(fixed(once, ["."]), { code: 0, err: "", files: once });
  });

  it("repairs what a fix of one file makes of another one, in the same run", () => {
    const pool = (name: string) => goodPool.replace("general", name);
    const names = ["a", "b", "c"];
    const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, pool(name)]));
    const { files: once } = fixed(files, ["."]);
    const weights = names.map((name) => /weight: \d/.exec(once[`${name}.yaml`] ?? "")?.[0]);
    assert.deepEqual(weights, [undefined, "weight: 1", "weight: 2"]);
    assert.deepEqual(fixed(once, ["."]).files, once);
  });

  it("shows the edits of other files beside those of the file, in JSON and in SARIF", () => {
    const folder = temporaryFolder({
      "class.yaml": `# classes\n---\n${nodeClass()}`,
      "pool.yaml": oldPool("general", 110),
    });
    const json = runCli(folder, ["lint", "--format", "json", "pool.yaml", "class.yaml"]).out;
    const [pool] = (JSON.parse(json) as { files: { findings: { fixes: JsonFix[] }[] }[] }).files;
    const fixes = pool?.findings[0]?.fixes ?? [];
    const end = { line: 8, character: 0 };
    assert.deepEqual(
      fixes.map(({ preferred, elsewhere }) => ({ preferred, elsewhere })),
      [
        {
          preferred: true,
          elsewhere: [
            {
              path: "class.yaml",
              edits: [{ range: { start: end, end }, newText: "  maxPods: 110\n" }],
            },
          ],
        },
        { preferred: false, elsewhere: undefined },
      ],
    );
    const sarif = runCli(folder, ["lint", "--format", "sarif", "pool.yaml", "class.yaml"]).out;
    const changed = [
      ...sarif.matchAll(/"artifactChanges":\[\{"artifactLocation":\{"uri":"(\S+?)"/g),
    ];
    assert.deepEqual(
      changed.map(([, uri]) => uri),
      ["pool.yaml", "pool.yaml"],
    );
    assert.match(
      sarif,
      /\{"artifactLocation":\{"uri":"class\.yaml"\},"replacements":\[\{"deletedRegion":\{"startLine":9,/,
    );
  });

  it("writes into a class that comes from standard input", () => {
    const folder = temporaryFolder({ "pool.yaml": oldPool("general", 110) });
    const { code, out } = runCli(folder, ["lint", "--fix", "pool.yaml", "-"], {
      input: nodeClass(),
    });
    assert.deepEqual([code, out], [0, nodeClass("  maxPods: 110\n")]);
    assert.doesNotMatch(readFileSync(join(folder, "pool.yaml"), "utf8"), /maxPods/);
  });
});

interface JsonFix {
  readonly preferred: boolean;
  readonly elsewhere?: unknown;
}
