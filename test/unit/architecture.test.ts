import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

interface Row {
  readonly folders: readonly string[];
  readonly packages: readonly RegExp[];
  /** What may be reached by a dynamic import alone, because it is large. */
  readonly lazily?: readonly string[];
  /** What may be named as a type alone. */
  readonly types?: readonly string[];
}

/** Who may import whom: folders of src/ and packages. */
const allowed: Record<string, Row> = {
  karpenter: { folders: [], packages: [] },
  language: {
    folders: ["karpenter"],
    packages: [/^@marcbachmann\/cel-js$/],
  },
  nap: { folders: ["karpenter"], packages: [] },
  // Key pairs for nodes are files of the user.
  azure: { folders: ["nap", "karpenter"], packages: [/^@azure\//, /^node:/] },
  // Kubeconfigs are files of YAML, and its generated clients would drop members they do not know.
  kube: {
    folders: ["nap", "karpenter"],
    packages: [/^@kubernetes\/client-node\/dist\/\w+\.js$/, /^node:/, /^yaml$/],
  },
  ui: {
    folders: ["language", "karpenter", "nap"],
    types: ["cluster.ts"],
    packages: [/^vscode$/],
  },
  lint: { folders: ["language", "karpenter", "nap"], packages: [/^node:/, /^sarif$/] },
  "cluster.ts": { folders: ["nap", "azure", "kube"], packages: [] },
  "extension.ts": {
    folders: ["language", "nap", "ui", "karpenter"],
    lazily: ["cluster.ts"],
    packages: [/^vscode$/, /^node:/],
  },
  // The two commands of one program share how they read files and print.
  preflight: { folders: ["nap", "lint"], packages: [/^node:/] },
  "cli.ts": {
    folders: ["language", "karpenter", "nap", "lint", "preflight"],
    packages: [/^node:/],
  },
};

const root = resolve(import.meta.dirname, "../../src");

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;

function placeOf(path: string): string {
  return relative(root, path).split(sep)[0] ?? "";
}

describe("the layers", () => {
  for (const file of existsSync(root) ? sourceFiles(root) : []) {
    const place = placeOf(file);
    it(`${relative(root, file)} imports only what its layer may`, () => {
      const rule = allowed[place];
      assert.ok(rule, `src/${place} has no row in the table of layers`);
      for (const match of readFileSync(file, "utf8").matchAll(importPattern)) {
        const target = match[1] ?? match[2] ?? match[3] ?? "";
        if (target.startsWith(".")) {
          const to = placeOf(resolve(dirname(file), target));
          const isDynamic = match[2] !== undefined;
          const isType = /^\s*(import|export) type\b/.test(match[0]);
          const more = [
            ...(isDynamic ? (rule.lazily ?? []) : []),
            ...(isType ? (rule.types ?? []) : []),
          ];
          assert.ok(
            to === place || to === ".." || rule.folders.includes(to) || more.includes(to),
            `${place} must not import ${to} (${target})`,
          );
        } else {
          assert.ok(
            rule.packages.some((pattern) => pattern.test(target)),
            `${place} must not import the package ${target}`,
          );
        }
      }
    });
  }
});
