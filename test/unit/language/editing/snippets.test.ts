import assert from "node:assert/strict";
import { objectSnippets } from "../../../../src/language/editing/snippets.ts";
import { resolveSnippet } from "../../../../src/language/editing/snippetText.ts";
import { service } from "./editor.ts";
import { workspaceOf } from "../service.ts";

describe("the whole-object snippets", () => {
  for (const { prefix, kind, body } of objectSnippets) {
    const text = resolveSnippet(body);
    const file = service.read("snippet.yaml", text);

    it(`${prefix} is a ${kind} on which no finding falls`, () => {
      assert.deepEqual(service.validate(file, workspaceOf(file)), []);
      assert.deepEqual(
        file.documents.map(({ manifests }) => manifests.map((manifest) => manifest.crd?.kind)),
        [[kind]],
      );
    });

    it(`${prefix} numbers its placeholders from 1 without a gap`, () => {
      const numbers = [...body.matchAll(/\$\{(\d+):/g)].map((match) => Number(match[1]));
      const sorted = [...new Set(numbers)].sort((a, b) => a - b);
      assert.deepEqual(
        sorted,
        sorted.map((_, index) => index + 1),
      );
    });
  }

  it("have prefixes and titles of their own", () => {
    const { length } = objectSnippets;
    assert.equal(new Set(objectSnippets.map(({ prefix }) => prefix)).size, length);
    assert.equal(new Set(objectSnippets.map(({ kind, title }) => `${kind} ${title}`)).size, length);
  });
});
