import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serviceFor, workspaceOf } from "./service.ts";

/*
 * test/rules/<rule-id>.yaml: edge cases of a rule. `# ! rule-id` (or several ids) at the end of a line says that a finding of
 * that rule starts there; without the markers the text is judged, and the two sets must be equal, whatever the layer.
 * <rule-id>.fixed.yaml is the text after all preferred fixes, with markers for what they leave.
 * Comments at the start choose the settings: `# region: westeurope`, `# schema: next`.
 */

const folder = join(import.meta.dirname, "../../rules");
const marker = /[ \t]*# !((?: [a-z0-9-]+)+)$/;

interface Fixture {
  /** Without markers. */
  readonly text: string;
  /** `line: rule-id` with lines from 1, sorted. */
  readonly expected: readonly string[];
  readonly settings: { readonly schema?: string; readonly region?: string };
}

function readFixture(name: string): Fixture {
  const lines = readFileSync(join(folder, name), "utf8").split("\n");
  const expected = lines.flatMap((line, index) => {
    const ids = marker.exec(line)?.[1]?.trim().split(" ") ?? [];
    return ids.map((id) => place(index, id));
  });
  const text = lines.map((line) => line.replace(marker, "")).join("\n");
  const setting = (key: string) => new RegExp(`^# ${key}: (\\S+)$`, "m").exec(text)?.[1];
  const [schema, region] = [setting("schema"), setting("region")];
  return {
    text,
    expected: expected.sort(),
    settings: { ...(schema ? { schema } : {}), ...(region ? { region } : {}) },
  };
}

function place(line: number, rule: string): string {
  return `${String(line + 1).padStart(3)}: ${rule}`;
}

function found({ text, settings }: Fixture): string[] {
  const service = serviceFor(settings);
  const file = service.read("fixture.yaml", text);
  const findings = service.validate(file, workspaceOf(file));
  return findings
    .map(({ range, rule }) => place(text.slice(0, range.start).split("\n").length - 1, rule))
    .sort();
}

function fixed({ text, settings }: Fixture): string {
  const service = serviceFor(settings);
  const workspace = workspaceOf(service.read("fixture.yaml", text));
  return service.fixAll("fixture.yaml", text, { workspace });
}

const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe("the fixtures of the rules", () => {
  for (const name of names) {
    it(`${name} has the findings that its markers name`, () => {
      const fixture = readFixture(name);
      assert.deepEqual(found(fixture), fixture.expected);
    });
  }
  for (const name of names.filter((candidate) => !candidate.endsWith(".fixed.yaml"))) {
    const fixedName = name.replace(/\.yaml$/, ".fixed.yaml");
    if (!existsSync(join(folder, fixedName))) continue;
    it(`${name} becomes ${fixedName} by its preferred fixes`, () => {
      assert.equal(fixed(readFixture(name)), readFixture(fixedName).text);
    });
  }
});
