import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Rule } from "../../../src/language/rule.ts";
import { rules } from "../../../src/language/rules/index.ts";
import { layerRules } from "../../../src/language/schema/layerRules.ts";
import { lint } from "../../../src/lint/lint.ts";
import { readFixture } from "../language/ruleFixture.ts";

const root = resolve(import.meta.dirname, "../../..");
/** The command line knows no cluster: what only a stored object shows is left out. */
const all = [...rules, ...layerRules].filter(({ example }) => example.stored === undefined);
const byHand = all.filter(({ example }) => example.byHand).map(({ id }) => id);

const fixtures = join(root, "test/rules");
const texts = [
  ...readdirSync(fixtures).map((name) => join(fixtures, name)),
  ...readdirSync(join(root, "samples")).map((name) => join(root, "samples", name)),
];

type Settings = Partial<Record<"schema" | "region" | "kubernetesVersion", string | undefined>>;

const flags = { schema: "--schema", region: "--region", kubernetesVersion: "--kubernetes-version" };

function flagsFor(settings: Settings): readonly string[] {
  return (Object.keys(flags) as (keyof typeof flags)[]).flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [flags[name], value];
  });
}

/** What the command line makes of one file: its text, and the rules of what it still finds. */
interface Fixed {
  readonly text: string;
  readonly left: readonly string[];
}

interface Report {
  readonly files: readonly {
    readonly findings: readonly { readonly rule: string }[];
  }[];
}

describe("--fix on every example", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "nap-fix-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs `nap-lint lint --fix` on a file with this text. */
  async function fix(text: string, settings: Settings = {}): Promise<Fixed> {
    const path = join(folder, "example.yaml");
    writeFileSync(path, text);
    let out = "";
    await lint(["lint", "--fix", "--format", "json", ...flagsFor(settings), path], {
      script: "",
      facts: root,
      colors: false,
      out: (more) => (out += more),
      err: () => undefined,
    });
    const { files } = JSON.parse(out) as Report;
    const left = files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    return { text: readFileSync(path, "utf8"), left };
  }

  /** The ids of the rules for which `isSo` holds. */
  async function rulesWhere(isSo: (rule: Rule) => Promise<boolean>): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const rule of all) if (await isSo(rule)) ids.push(rule.id);
    return ids;
  }

  it("makes the good one of every bad one, but for those that say they need a hand", async () => {
    const notRepaired = await rulesWhere(
      async ({ example }) => (await fix(example.bad, example)).text !== example.good,
    );
    assert.deepEqual(notRepaired, byHand);
  });

  it("leaves no finding on what it repaired, and the finding on what needs a hand", async () => {
    const told = await rulesWhere(
      async ({ example }) => (await fix(example.bad, example)).left.length > 0,
    );
    assert.deepEqual(told, byHand);
  });

  it("leaves every good one as it is, byte by byte", async () => {
    const changed = await rulesWhere(async ({ example }) => {
      const { text, left } = await fix(example.good, example);
      return text !== example.good || left.length > 0;
    });
    assert.deepEqual(changed, []);
  });

  it("changes nothing more when it is run again", async () => {
    const changed = await rulesWhere(async ({ example }) => {
      const once = await fix(example.bad, example);
      return (await fix(once.text, example)).text !== once.text;
    });
    assert.deepEqual(changed, []);
  });

  it("changes nothing more in fixtures and samples either when it is run again", async () => {
    const changed: string[] = [];
    for (const path of texts) {
      const { text, settings } = readFixture(readFileSync(path, "utf8"));
      const once = await fix(text, settings);
      if ((await fix(once.text, settings)).text !== once.text) changed.push(basename(path));
    }
    assert.deepEqual(changed, []);
  });
});
