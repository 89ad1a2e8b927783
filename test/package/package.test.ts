import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

const root = resolve(import.meta.dirname, "../..");

const sets = {
  current: [
    "AKSNodeClass.v1alpha2",
    "AKSNodeClass.v1beta1",
    "NodeClaim.v1",
    "NodeOverlay.v1alpha1",
    "NodePool.v1",
  ],
  next: [
    "AKSNodeClass.v1alpha2",
    "AKSNodeClass.v1beta1",
    "NodeClaim.v1",
    "NodeOverlay.v1alpha1",
    "NodePool.v1",
  ],
  "preview-2023": ["AKSNodeClass.v1alpha2", "NodeClaim.v1beta1", "NodePool.v1beta1"],
};

const schemas = Object.entries(sets).flatMap(([set, names]) =>
  [...names, "SOURCE"].map((name) => `dist/schemas/${set}/${name}.json`),
);

const expected = [
  "CHANGELOG.md",
  "LICENSE",
  "THIRD_PARTY_NOTICES.md",
  "dist/cluster.js",
  "dist/clusterViews.js",
  "dist/data/sizes.json",
  "dist/editing.js",
  "dist/extension.js",
  "dist/language.js",
  "dist/licenses.txt",
  "dist/template.js",
  "dist/package.json",
  "dist/README.md",
  "dist/schemas/docs.json",
  ...schemas,
  "dist/web/extension.js",
  "docs/commands.md",
  "docs/rules.md",
  "docs/walkthrough/check.md",
  "docs/walkthrough/cluster.md",
  "docs/walkthrough/create.md",
  "docs/walkthrough/repair.md",
  "media/icon.png",
  "media/view.svg",
  "package.json",
  "syntaxes/karpenterDocument.tmLanguage.json",
  "syntaxes/karpenterValues.tmLanguage.json",
];

const readmePath = "dist/README.md";

function packedFiles(): Promise<readonly string[]> {
  const options = { cwd: root, packageManager: PackageManager.None, readmePath };
  return listFiles(options);
}

describe("the package of the extension", () => {
  it("shows a README whose links lead to what is packed, and no picture", async () => {
    const text = await readFile(join(root, readmePath), "utf8");
    const targets = [...text.matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g)];
    assert.deepEqual(
      targets.filter(([, mark]) => mark === "!").map(([link]) => link),
      [],
    );
    const files = targets.flatMap(([, , target = ""]) =>
      /^(https:|#)/.test(target) ? [] : [target.replace(/#.*/, "")],
    );
    assert.ok(files.includes("docs/rules.md"));
    const packed = await packedFiles();
    assert.deepEqual(
      files.filter((file) => !packed.includes(file)),
      [],
    );
  });

  it("holds what is needed at run time and nothing else", async () => {
    const files = await packedFiles();
    assert.deepEqual([...files].sort(), expected.sort());
  });

  it("is smaller than 1 MB", async () => {
    const folder = await mkdtemp(join(tmpdir(), "nap-package-"));
    try {
      const packagePath = join(folder, "aks-nap.vsix");
      await createVSIX({
        cwd: root,
        packagePath,
        dependencies: false,
        allowMissingRepository: true,
        rewriteRelativeLinks: false,
        readmePath,
      });
      const { size } = await stat(packagePath);
      assert.ok(size < 1_000_000, `${size} bytes`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("loads no more than 250 kB of code when it activates, and nothing but vscode", async () => {
    const code = await readFile(join(root, "dist/extension.js"), "utf8");
    assert.ok(code.length < 250_000, `${code.length} characters`);
    const required = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
      ([, name]) => name,
    );
    const expected = [
      "./cluster.js",
      "./clusterViews.js",
      "./editing.js",
      "./language.js",
      "./template.js",
      "vscode",
    ];
    assert.deepEqual([...new Set(required)].sort(), expected);
  });

  it("loads no more than 450 kB of code for a verdict, cel-js included", async () => {
    const names = ["extension.js", "language.js"];
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(root, "dist", name))).size),
    );
    const sum = sizes.reduce((all, size) => all + size, 0);
    assert.ok(sum < 450_000, `${sum} bytes`);
  });

  it("needs no second file in a browser", async () => {
    const code = await readFile(join(root, "dist/web/extension.js"), "utf8");
    const required = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual([...new Set(required)], ["vscode"]);
  });
});
