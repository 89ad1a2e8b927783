import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { mergedKubeconfig } from "../../../src/kube/mergeKubeconfig.ts";
import { mergeIntoKubeconfigFile } from "../../../src/kube/kubeconfigFile.ts";

const mine = `# my clusters
apiVersion: v1
kind: Config
clusters:
- cluster:
    server: https://mine # at home
    extensions:
    - name: x
      extension: { a: 1 }
  name: mine
contexts:
- context: { cluster: mine, user: me }
  name: mine
current-context: mine
preferences: { colors: true }
users:
- name: me
  user:
    token: 0123
`;

const added = (server = "https://new") => `apiVersion: v1
kind: Config
clusters:
- {name: new, cluster: {server: "${server}"}}
contexts:
- {name: new, context: {cluster: new, user: new-user}}
current-context: new
users:
- {name: new-user, user: {token: "007"}}
`;

const keep = { replaces: false, becomesCurrent: false };

describe("merging a kubeconfig", () => {
  it("adds entries at the end and keeps everything else to the letter", () => {
    const { text, ...outcome } = mergedKubeconfig(mine, added(), keep);
    assert.deepEqual(outcome, {
      context: "new",
      added: ["cluster new", "user new-user", "context new"],
      replaced: [],
      conflicts: [],
    });
    for (const line of mine.split("\n")) assert.ok(text.split("\n").includes(line), line);
    const indented = mine.replace(/^- /gm, "  - ").replace(/^ {2}(?=\w)/gm, "    ");
    assert.ok(mergedKubeconfig(indented, added(), keep).text.startsWith(indented.slice(0, 60)));
    const before = parse(mine) as Record<string, unknown[]>;
    const after = parse(text) as Record<string, unknown[]>;
    const addition = parse(added()) as Record<string, unknown[]>;
    for (const section of ["clusters", "users", "contexts"])
      assert.deepEqual(after[section], [...(before[section] ?? []), ...(addition[section] ?? [])]);
    assert.equal(after["current-context"], "mine");
    assert.deepEqual(after.preferences, before.preferences);
  });

  it("makes the context current when asked", () => {
    const { text } = mergedKubeconfig(mine, added(), { ...keep, becomesCurrent: true });
    assert.equal((parse(text) as { "current-context": string })["current-context"], "new");
  });

  it("makes a whole kubeconfig where there was none", () => {
    const { text } = mergedKubeconfig("", added(), { ...keep, becomesCurrent: true });
    assert.deepEqual(parse(text), parse(added()));
  });

  it("changes nothing the second time", () => {
    const once = mergedKubeconfig(mine, added(), keep).text;
    const twice = mergedKubeconfig(once, added(), keep);
    assert.equal(twice.text, once);
    assert.deepEqual([twice.added, twice.replaced, twice.conflicts], [[], [], []]);
  });

  it("leaves an entry of the same name and names it, or replaces it when asked", () => {
    const once = mergedKubeconfig(mine, added(), keep).text;
    const other = added("https://other");
    const refused = mergedKubeconfig(once, other, { ...keep, becomesCurrent: true });
    assert.equal(refused.text, once);
    assert.deepEqual(refused.conflicts, ["cluster new"]);
    const replaced = mergedKubeconfig(once, other, { ...keep, replaces: true });
    assert.deepEqual(replaced.replaced, ["cluster new"]);
    assert.match(replaced.text, /https:\/\/other/);
    assert.doesNotMatch(replaced.text, /https:\/\/new/);
  });

  it("touches no file that it cannot read", () => {
    for (const broken of ["a: [", "- list", "text"])
      assert.throws(() => mergedKubeconfig(broken, added(), keep), /left alone/);
  });
});

describe("merging into the kubeconfig file", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "merge-"));
    path = join(folder, ".kube", "config");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const mode = (file: string) => statSync(file).mode & 0o777;

  it("makes folder and file for their owner only", async () => {
    const outcome = await mergeIntoKubeconfigFile(path, added(), keep);
    assert.equal(outcome.backup, undefined);
    assert.deepEqual([mode(path), mode(join(folder, ".kube"))], [0o600, 0o700]);
    assert.equal(existsSync(`${path}.lock`), false);
  });

  it("keeps the file as it was beside the new one, and narrows who may read them", async () => {
    const loose = join(folder, "config");
    writeFileSync(loose, mine, { mode: 0o644 });
    const { backup } = await mergeIntoKubeconfigFile(loose, added(), keep);
    assert.ok(backup);
    assert.equal(readFileSync(backup, "utf8"), mine);
    assert.equal(readFileSync(loose, "utf8"), mergedKubeconfig(mine, added(), keep).text);
    assert.deepEqual([mode(loose), mode(backup)], [0o600, 0o600]);
  });

  it("writes through a link and leaves the link", async () => {
    const real = join(folder, "real");
    const link = join(folder, "link");
    writeFileSync(real, mine);
    symlinkSync(real, link);
    await mergeIntoKubeconfigFile(link, added(), keep);
    assert.equal(readlinkSync(link), real);
    assert.match(readFileSync(real, "utf8"), /https:\/\/new/);
  });

  it("does not write while kubectl does", async () => {
    const busy = join(folder, "config");
    writeFileSync(busy, mine);
    writeFileSync(`${busy}.lock`, "");
    await assert.rejects(mergeIntoKubeconfigFile(busy, added(), keep), /another program/);
    assert.equal(readFileSync(busy, "utf8"), mine);
  });
});
