import assert from "node:assert/strict";
import type * as vscode from "vscode";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { createMatcher } from "../../../src/karpenter/matching.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";
import type { Facts } from "../../../src/ui/facts.ts";
import { nodePool } from "../../../src/language/rules/examples.ts";
import { schemaSet } from "../language/service.ts";
import "./useVscode.ts";

const { ManifestStore } = await import("../../../src/ui/manifestStore.ts");

const facts = {
  schemas: (id) => Promise.resolve(schemaSet(id)),
  sizes: () => Promise.resolve(createMatcher(decodeSizes(sizesJson))),
  docs: () => Promise.reject(new Error("nobody hovers")),
  rulesPage: () => Promise.resolve({ linkTo: () => undefined } as never),
} satisfies Facts;

const chart = nodePool().replace("name: general", "name: {{ .Values.name }}");
const uriOf = (path: string) => ({ toString: () => path }) as vscode.Uri;
const open = (path: string, version: number, text: string) =>
  ({ uri: uriOf(path), version, isClosed: false, getText: () => text }) as vscode.TextDocument;

describe("the store of manifests", () => {
  it("tells the log of each template once, open or not, and of no other file", async () => {
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const log = { info: write, warn: write, error: write };
    const store = new ManifestStore(facts, log as unknown as vscode.LogOutputChannel);
    await store.read(open("open.yaml", 1, chart));
    await store.read(open("open.yaml", 2, `${chart}\n`));
    await store.read(open("sound.yaml", 1, nodePool()));
    await store.readText(uriOf("closed.yaml"), chart);
    await store.readText(uriOf("closed.yaml"), chart);
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("manifests are judged by")),
      ["open", "closed"].map((name) => `${name}.yaml: holds template braces and is left alone`),
    );
  });
});
