import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { commandsPage } from "./commandsPage.ts";
import { preflightPage } from "./preflightPage.ts";
import { rulesPage } from "./rulesPage.ts";

/*
 * Writes src/language/rules/index.ts and docs/rules.md from the rule files, docs/preflight.md from the checks, and
 * docs/commands.md from package.json;
 * with --check only compares.
 * A rule is a file whose name is the rule's id, which has a hyphen; other files in the folder have none.
 */

const root = join(import.meta.dirname, "..");
const folder = join(root, "src/language/rules");

const ids = readdirSync(folder)
  .filter((name) => /^[a-z0-9]+(-[a-z0-9]+)+\.ts$/.test(name))
  .map((name) => name.slice(0, -".ts".length))
  .sort();

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const index = `import type { Rule } from "../rule.ts";
${ids.map((id) => `import { ${camelCase(id)} } from "./${id}.ts";`).join("\n")}

/** Every rule; written by scripts/rules.ts from the files of this folder. */
export const rules: readonly Rule[] = [${ids.map(camelCase).join(", ")}];
`;

const isCheck = process.argv.includes("--check");

async function write(path: string, text: string): Promise<void> {
  const options = await resolveConfig(path);
  const formatted = await format(text, { ...options, filepath: path });
  if (!isCheck) writeFileSync(path, formatted);
  else if (readFileSync(path, "utf8") !== formatted) {
    console.error(`${path} is stale: run npm run rules`);
    process.exitCode = 1;
  }
}

await write(join(folder, "index.ts"), index);
await write(join(root, "docs/rules.md"), await rulesPage());
await write(
  join(root, "docs/commands.md"),
  commandsPage(readFileSync(join(root, "package.json"), "utf8")),
);
await write(join(root, "docs/preflight.md"), await preflightPage());
