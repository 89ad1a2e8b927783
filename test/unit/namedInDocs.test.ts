import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The README, and the pages that it links to. */
function pages(): string {
  const readme = read("README.md");
  const links = [...readme.matchAll(/\]\((docs\/[\w-]+\.md)(?:#[\w-]+)?\)/g)];
  return [readme, ...links.map(([, path = ""]) => read(path))].join("\n");
}

const { contributes } = JSON.parse(read("package.json")) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
};

describe("the README and the pages that it links to", () => {
  const text = pages();

  it("name every setting", () => {
    const settings = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      settings.filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });

  it("name every command by its title and its id", () => {
    assert.deepEqual(
      contributes.commands.filter(
        ({ command, title }) => !text.includes(`\`${command}\``) || !text.includes(title),
      ),
      [],
    );
  });

  it("lead to files that exist", () => {
    const targets = [...read("README.md").matchAll(/\]\(((?!https?:|#)[^)#\s]+)[^)]*\)/g)];
    assert.ok(targets.length > 0);
    for (const [, path = ""] of targets) assert.ok(read(path).length > 0, path);
  });
});
