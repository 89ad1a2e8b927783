import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { templateRuleIds } from "../../../src/lint/templateFile.ts";
import { badPool, goodPool, poolInZone, runCli, temporaryFolder } from "./runCli.ts";

const inRegion = ["--region", "WestEurope"];

describe("nap-lint", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => {
    folder = temporaryFolder({
      "good.yaml": goodPool,
      "bad.yaml": badPool,
      "sub/deep/worse.yml": badPool,
      "sub/node_modules/left.yaml": badPool,
      "sub/readme.md": badPool,
      "service.yaml": "apiVersion: v1\nkind: Service\n",
      "chart/pool.yaml": `{{ if .Values.on }}\n${badPool}{{ end }}\n`,
      "latin1.yaml": Buffer.from(`# caf\u00e9\n${goodPool}`, "latin1"),
      "mark.yaml": `\uFEFF${badPool}`,
      "infoOnly.yaml": poolInZone('"0"'),
    });
  });

  it("passes a good manifest", () => {
    assert.deepEqual(runCli(folder, ["lint", "good.yaml"]), {
      code: 0,
      out: "No findings in 1 file.\n",
      err: "",
    });
  });

  it("shows a finding with its line, a caret under it and a summary", () => {
    const { code, out, err } = runCli(folder, ["lint", ...inRegion, "bad.yaml", "good.yaml"]);
    assert.deepEqual({ code, err }, { code: 1, err: "" });
    const [head = "", ...rest] = out.split("\n");
    assert.match(head, /^bad\.yaml:18:20 error semantic zone-format \S/);
    assert.deepEqual(rest, [
      '   18 |           values: ["1"]',
      "      |                    ^^^",
      "",
      "1 error in 1 of 2 files. 1 can be repaired with --fix.",
      "",
    ]);
  });

  it("shows the server's words in one line", () => {
    const input = `${goodPool}  weight: 1\n  weight: 2\n`;
    const { out } = runCli(folder, ["lint", "-"], { input });
    const told = out.split("\n").filter((line) => line.trim().startsWith("server: strict"));
    assert.deepEqual(told, [
      `      server: strict decoding error: yaml: unmarshal errors: line ${goodPool.split("\n").length + 1}: key "weight" already set in map`,
    ]);
  });

  it("colours only when asked to, or in a terminal", () => {
    const args = ["lint", "bad.yaml"];
    const plain = runCli(folder, args).out;
    const coloured = runCli(folder, args, { env: { FORCE_COLOR: "1" } }).out;
    assert.ok(coloured.includes("\u001b[31merror\u001b[0m"));
    // eslint-disable-next-line no-control-regex -- the sequences are what is removed
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ""), plain);
    assert.equal(runCli(folder, args, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).out, plain);
  });

  it("walks directories, without node_modules and without other files", () => {
    const { code, out } = runCli(folder, ["lint", "--format", "json", "sub", "sub/deep"]);
    assert.equal(code, 1);
    assert.deepEqual(pathsOf(out), ["sub/deep/worse.yml"]);
  });

  it("lists files without findings in JSON, in the order of the arguments", () => {
    const { out } = runCli(folder, ["lint", "--format=json", "service.yaml", "good.yaml"]);
    assert.deepEqual(JSON.parse(out), {
      files: [
        { path: "service.yaml", findings: [] },
        { path: "good.yaml", findings: [] },
      ],
    });
  });

  it("judges standard input", () => {
    const { code, out } = runCli(folder, ["lint", "--format", "json", "-"], { input: badPool });
    assert.deepEqual({ code, paths: pathsOf(out) }, { code: 1, paths: ["-"] });
  });

  it("ends with 2 for what it cannot read, and judges the rest", () => {
    const { code, out, err } = runCli(folder, ["lint", "nowhere", "latin1.yaml", "bad.yaml"]);
    assert.equal(code, 2);
    assert.match(
      out,
      /^bad\.yaml:18:20 error semantic zone-format .*\n(.*\n)+1 error in 1 of 1 file\./,
    );
    assert.deepEqual(err.split("\n").sort(), [
      "",
      "nap-lint: latin1.yaml: not UTF-8: save it as UTF-8",
      "nap-lint: nowhere: no such file or directory",
    ]);
  });

  for (const [args, message] of [
    [[], "no command given"],
    [["check"], 'unknown command "check": there are lint and preflight'],
    [["lint"], "no path given: name files, directories, or -"],
    [["lint", "--nonsense", "."], "Unknown option '--nonsense'"],
    [["lint", "--format", "xml", "."], '--format takes text, json, sarif, github; not "xml"'],
    [["lint", "--rules", "zone-format", "."], '--rules takes ID=SEVERITY; not "zone-format"'],
  ] as const)
    it(`explains the wrong arguments "${args.join(" ")}"`, () => {
      const { code, out, err } = runCli(folder, args);
      assert.deepEqual(
        { code, out, err },
        { code: 2, out: "", err: `nap-lint: ${message}\nTry nap-lint --help.\n` },
      );
    });

  it("tells its version and how it is used", () => {
    const { out } = runCli(folder, ["--version"]);
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"),
    ) as { version: string };
    assert.deepEqual(out.split("\n"), [
      version,
      "current: release v1.14.0 of karpenter-provider-azure (2026-07-17)",
      "next: main branch of karpenter-provider-azure (2026-08-21)",
      "preview-2023: release v0.5.4 of karpenter-provider-azure (2024-09-17)",
      "",
    ]);
    const help = runCli(folder, ["--help"]);
    assert.equal(help.code, 0);
    assert.match(help.out, /^Judges .*\n\nUsage: nap-lint lint /);
  });

  it("fails above --max-severity only", () => {
    const codes = (file: string) =>
      ["none", "info", "warning", "error"].map(
        (max) => runCli(folder, ["lint", "--max-severity", max, file]).code,
      );
    assert.deepEqual(codes("bad.yaml"), [1, 1, 1, 0]);
    assert.deepEqual(codes("infoOnly.yaml"), [1, 1, 0, 0]);
    assert.deepEqual(codes("good.yaml"), [0, 0, 0, 0]);
  });

  it("says with --quiet only what fails the run", () => {
    const { out } = runCli(folder, ["lint", "--quiet", "infoOnly.yaml", "bad.yaml"]);
    assert.deepEqual(
      out
        .split("\n")
        .filter((line) => /^\S/.test(line))
        .map((line) => line.split(" ")[0]),
      ["bad.yaml:18:20"],
    );
  });

  it("takes severities of rules", () => {
    const run = (severity: string) =>
      runCli(folder, ["lint", "--rules", `zone-format=${severity}`, "bad.yaml"]);
    assert.deepEqual(run("off"), { code: 0, out: "No findings in 1 file.\n", err: "" });
    assert.equal(run("warning").code, 0);
    assert.match(run("warning").out, /^bad\.yaml:18:20 warning semantic zone-format/);
  });

  it("refuses severities of rules that do not exist, and names the one that was meant", () => {
    const asked = (id: string) => runCli(folder, ["lint", "--rules", `${id}=off`, "bad.yaml"]);
    assert.deepEqual(asked("zone-fromat"), {
      code: 2,
      out: "",
      err: 'nap-lint: there is no rule "zone-fromat": did you mean zone-format?\nTry nap-lint --help.\n',
    });
    assert.match(asked("nothing-like-it").err, /see docs\/rules\.md/);
    assert.equal(asked("zone-format").code, 0);
  });

  it("leaves templates alone and says so with --verbose", () => {
    assert.deepEqual(runCli(folder, ["lint", "--verbose", "chart"]), {
      code: 0,
      out: "No findings in 1 file.\n",
      err: "chart/pool.yaml: left alone: it is a template\n",
    });
  });

  it("counts columns without a byte order mark", () => {
    const { out } = runCli(folder, ["lint", "--format", "json", "mark.yaml", "bad.yaml"]);
    const [marked, plain] = filesOf(out);
    assert.deepEqual(marked?.findings, plain?.findings);
  });

  it("writes annotations for GitHub with the special letters escaped", () => {
    const odd = temporaryFolder({ "a,b:100%.yaml": badPool });
    const { out } = runCli(odd, ["lint", "--format", "github", "."]);
    assert.match(
      out,
      /^::error file=a%2Cb%3A100%25\.yaml,line=18,endLine=18,col=20,endColumn=23,title=zone-format::[^\n]+\n$/,
    );
  });

  it("gives the same verdicts in the same order with several threads", () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [
        `pool-${index}.yaml`,
        poolInZone(index % 7 === 0 ? '"1"' : "westeurope-1", `pool-${index}`),
      ]),
    );
    const wide = temporaryFolder(many);
    const { code, out } = runCli(wide, ["lint", "--format", "json", "."]);
    assert.equal(code, 1);
    const expected = Object.keys(many).sort();
    assert.deepEqual(
      // All these pools fit the same machines, which is said as well.
      filesOf(out).map(({ path, findings }) => [
        path,
        findings.filter(({ rule }) => rule !== "pools-overlap").length,
      ]),
      expected.map((name) => [`./${name}`, Number(/\d+/.exec(name)?.[0]) % 7 === 0 ? 1 : 0]),
    );
  });
});

describe("nap-lint on kustomizations", () => {
  const patch = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: general\n";
  for (const [title, kustomization] of [
    ["patches", "patches:\n  - path: overlay/patch.yaml\n"],
    ["patchesStrategicMerge", "patchesStrategicMerge:\n  - overlay/patch.yaml\n"],
  ] as const)
    it(`judges a file under ${title} on what it says only`, () => {
      const folder = temporaryFolder({
        "kustomization.yaml": kustomization,
        "overlay/patch.yaml": patch,
        "overlay/whole.yaml": patch,
      });
      const { out } = runCli(folder, ["lint", "--format", "json", "overlay"]);
      assert.deepEqual(filesOf(out)[0], { path: "overlay/patch.yaml", findings: [] });
    });
});

describe("nap-lint --fix", function () {
  this.timeout(60_000);

  it("repairs files, says what it repaired and reports what is left", () => {
    const folder = temporaryFolder({ "bad.yaml": badPool, "good.yaml": goodPool });
    const { code, out, err } = runCli(folder, ["lint", "--fix", ...inRegion, "."]);
    assert.deepEqual(
      { code, out, err },
      { code: 0, out: "No findings in 2 files.\n", err: "./bad.yaml: fixed zone-format\n" },
    );
    assert.equal(readFileSync(join(folder, "bad.yaml"), "utf8"), goodPool);
  });

  it("goes on until nothing is left to repair, however many files wait for each other", () => {
    const names = Array.from({ length: 25 }, (_, index) => `p${index + 10}`);
    const pool = (name: string): string =>
      `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }\n      requirements: []\n`;
    const folder = temporaryFolder(
      Object.fromEntries(names.map((name) => [`${name}.yaml`, pool(name)])),
    );
    const { code, out, err } = runCli(folder, ["lint", "--fix", "."]);
    const told = names.slice(1).map((name) => `./${name}.yaml: fixed pools-overlap\n`);
    assert.deepEqual(
      { code, out, err: err.split(/(?<=\n)/).sort() },
      { code: 0, out: "No findings in 25 files.\n", err: told },
    );
  });

  it("keeps the byte order mark, the mode and the link of a file", () => {
    const folder = temporaryFolder({ "real.yaml": `\uFEFF${badPool}` });
    chmodSync(join(folder, "real.yaml"), 0o640);
    symlinkSync("real.yaml", join(folder, "link.yaml"));
    runCli(folder, ["lint", "--fix", ...inRegion, "link.yaml"]);
    assert.equal(readFileSync(join(folder, "real.yaml"), "utf8"), `\uFEFF${goodPool}`);
    assert.equal(statSync(join(folder, "real.yaml")).mode & 0o777, 0o640);
    assert.ok(lstatSync(join(folder, "link.yaml")).isSymbolicLink());
  });

  it("writes the fixed text of standard input to standard output and the report to standard error", () => {
    const { code, out, err } = runCli(".", ["lint", "--fix", ...inRegion, "-"], { input: badPool });
    assert.deepEqual(
      { code, out, err },
      { code: 0, out: goodPool, err: "-: fixed zone-format\nNo findings in 1 file.\n" },
    );
  });
});

describe("nap-lint on templates", function () {
  this.timeout(60_000);
  it("knows every rule of theirs by its name", () => {
    const folder = join(import.meta.dirname, "../../../src/nap/template/diagnose");
    const written = readdirSync(folder).flatMap((name) =>
      [...readFileSync(join(folder, name), "utf8").matchAll(/\brule: (?:.*? : )?"([\w-]+)"/g)].map(
        ([, id = ""]) => id,
      ),
    );
    assert.ok(written.length >= 7);
    assert.deepEqual(
      written.filter((id) => !templateRuleIds.includes(id)),
      [],
    );
  });

  it("judges ARM templates among the JSON files and repairs them", () => {
    const cluster = {
      type: "Microsoft.ContainerService/managedClusters",
      apiVersion: "2023-09-02-preview",
      name: "c",
      identity: { type: "SystemAssigned" },
      properties: { nodeProvisioningProfile: { mode: "Manual" } },
    };
    const template = JSON.stringify({ contentVersion: "1.0.0.0", resources: [cluster] });
    const files = { "nap.json": template, "other.json": "{,}", "plain.json": '{ "a": 1 }' };
    const own = temporaryFolder(files);
    const { code, out } = runCli(own, ["lint", "--format", "json", "."]);
    assert.equal(code, 1);
    const report = JSON.parse(out) as {
      files: { path: string; findings: { rule: string; severity: string }[] }[];
    };
    assert.deepEqual(
      report.files.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)]),
      [["./nap.json", ["api-version-retired"]]],
    );
    const off = ["--rules", "api-version-retired=off"];
    assert.equal(runCli(own, ["lint", ...off, "nap.json"]).code, 0);
    assert.equal(runCli(own, ["lint", "--fix", "nap.json"]).code, 0);
    assert.equal(
      readFileSync(join(own, "nap.json"), "utf8"),
      template.replace("2023-09-02-preview", "2026-06-01"),
    );
  });
});

interface FileReport {
  readonly path: string;
  readonly findings: readonly { readonly rule: string }[];
}

function filesOf(json: string): readonly FileReport[] {
  return (JSON.parse(json) as { files: readonly FileReport[] }).files;
}

function pathsOf(json: string): readonly string[] {
  return filesOf(json).map(({ path }) => path);
}
