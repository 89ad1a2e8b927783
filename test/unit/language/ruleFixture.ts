import { serviceFor, workspaceOf } from "./service.ts";
import type { FileFinding } from "../../../src/language/index.ts";

/** A fixture of a rule without what it expects, and the settings that its comments choose. */
export interface RuleFixture {
  /** The manifests as they are judged. */
  readonly text: string;
  readonly settings: Settings;
  /** Lines (from 0) of the text below a comment `# Near miss: ...`, where the rule must stay silent. */
  readonly nearMisses: readonly number[];
}

interface Settings {
  readonly schema?: string;
  readonly region?: string;
  readonly kubernetesVersion?: string;
  readonly stored?: string;
}

/** A line below the one where findings begin: `#    ^^^ error zone-format`, `#<<<` from the first column on. */
const expectation = /^#[ <^]*[<^|](?:>\d+:\d+)? (?:error|warning|info) [a-z]/;

const settingNames = ["schema", "region", "kubernetesVersion"] as const;

/** Reads a fixture; what a first document with the comment `# Stored` holds is what the cluster has. */
export function readFixture(source: string): RuleFixture {
  const lines = source.split("\n").filter((line) => !expectation.test(line));
  const text = lines.join("\n");
  const chosen = settingNames.flatMap((name) => {
    const value = new RegExp(`^# ${name}: (\\S+)$`, "m").exec(text)?.[1];
    return value === undefined ? [] : [[name, value] as const];
  });
  const stored = /^# Stored\b.*\n[^]*?(?=\n---\n)/.exec(text)?.[0];
  const settings: Settings = { ...Object.fromEntries(chosen), ...(stored && { stored }) };
  return {
    text,
    settings,
    nearMisses: lines.flatMap((line, index) => nearMissAt(line, index, lines)),
  };
}

function nearMissAt(line: string, index: number, lines: readonly string[]): readonly number[] {
  if (!/^\s*# Near miss: \S/.test(line)) return [];
  const below = lines.findIndex(
    (other, position) => position > index && !/^\s*(#|---|$)/.test(other),
  );
  return below < 0 ? [] : [below];
}

/** All that is found in a fixture, whatever the rule and the layer. */
export function findingsIn({ text, settings }: RuleFixture): readonly FileFinding[] {
  const service = serviceFor(settings);
  const file = service.read(fileName, text);
  return service.validate(file, workspaceOf(file));
}

/** The text after all preferred fixes. */
export function fixedText({ text, settings }: RuleFixture): string {
  const service = serviceFor(settings);
  const workspace = workspaceOf(service.read(fileName, text));
  return service.fixAll(fileName, text, { workspace });
}

const fileName = "fixture.yaml";

/** The text with a line below each place where something is found: its range, severity, rule and layer. */
export function annotated(text: string, findings: readonly FileFinding[]): string {
  const lines = text.split("\n");
  const notes = findings.map((finding) => ({ ...placeOf(finding, text), words: wordsOf(finding) }));
  return lines
    .flatMap((line, index) => {
      const here = notes.filter((note) => note.line === index);
      const marks = [...new Set(here.map(({ mark }) => mark))];
      const wordsAt = (mark: string) =>
        here.flatMap((note) => (note.mark === mark ? [note.words] : [])).sort();
      return [line, ...marks.map((mark) => `${mark} ${wordsAt(mark).join(", ")}`)];
    })
    .join("\n");
}

/** What is underlined; where it ends below its first line, followed by `>` and how many lines below, in which column. */
function placeOf({ range: { start, end } }: FileFinding, text: string) {
  const before = text.slice(0, start).split("\n");
  const column = before.at(-1)?.length ?? 0;
  const inside = text.slice(start, end).split("\n");
  const width = inside[0]?.length ?? 0;
  const carets = width === 0 ? "|" : "^".repeat(width);
  const drawn =
    column === 0 ? `#${"<".repeat(Math.max(width - 1, 1))}` : `#${" ".repeat(column - 1)}${carets}`;
  const more = inside.length > 1 ? `>${inside.length - 1}:${inside.at(-1)?.length ?? 0}` : "";
  return { line: before.length - 1, mark: drawn + more };
}

function wordsOf({ severity, rule, layer }: FileFinding): string {
  return `${severity} ${rule}${layer === "semantic" ? "" : ` (${layer})`}`;
}
