import { stringify } from "yaml";
import { bases } from "./bases.ts";
import { mutated, random } from "./mutations.ts";
import type { Data } from "./mutations.ts";

/** A text of one of the accepted objects. */
export interface YamlText {
  readonly base: Data;
  readonly text: string;
}

/** Scalars that YAML 1.1, YAML 1.2 and people read differently, or that only look harmless. */
const traps = [
  ..."y n yes No on OFF true True ~ null Null NULL nan .nan .inf -.Inf".split(" "),
  ..."0777 0o17 0x1F 0b101 1_000 1e3 1E+3 1.0 1. .5 +1 -0 1:30 190:20:30 1e400".split(" "),
  ..."9223372036854775807 9223372036854775808 18446744073709551616 00 08 1__0".split(" "),
  ..."2026-01-01 2026-01-01T00:00:00Z 30s 720h 50% 1Gi 1e3Mi @daily %5 `x` *a &a".split(" "),
  "&a 5",
  "!!str 5",
  "!!str yes",
  '!!int "5"',
  "!!bool yes",
  "!!float 5",
  "!x 5",
  '"5"',
  "'yes'",
  '"\\u00e9\\t"',
  '"\\q"',
  "'it''s'",
  "é",
  "\u{1F600}",
  "a b  # comment",
  "a#b",
  "a: b",
  "- a",
  "[a, b]",
  "[a, yes, 5]",
  "{ a: b }",
  "{ a }",
  "[a, b",
  "|\n          a",
  ">-\n          a\n          b",
  "",
  "# nothing",
  "x".repeat(300),
];

type LineChange = (line: string, pick: <T>(list: readonly T[]) => T) => readonly string[];

/** Merge keys are left to serverYaml.test.ts: kubectl reads them otherwise than the server does. */
const changes: readonly LineChange[] = [
  (line, pick) => [line.replace(/(^|: |- )[^:]*$/, `$1${pick(traps)}`)],
  (line, pick) => [line.replace(/(^|: |- )[^:]*$/, `$1${pick(traps)}`)],
  (line, pick) => [line.replace(/(^|: |- )[^:]*$/, `$1${pick(traps)}`)],
  (line) => [line, line],
  (line) => [line, line.replace(/: .*$/, ": other")],
  (line, pick) => [line.replace(/[^ :-][^:]*(?=:)/, pick(["yes", "5", '"a"', "~", "1.0"]))],
  (line) => [line.replace(/([^ :-][^:]*)(?=:)/, '"$1"')],
  (line) => [`  ${line}`],
  (line) => [line.replace(/^ {2}/, "\t")],
  (line) => [line.replace(/: /, ":")],
  (line) => [`${line} # why`, "# a comment", ""],
  (line) => [`${line}\r`],
];

/** So many objects in block style, most of them with a line or two that YAML is known to trip people up with. */
export function yamlTexts(count: number, seed: number): readonly YamlText[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  };
  return Array.from({ length: count }, (_, index) => {
    const base = bases[index % bases.length] ?? null;
    const data = next() < 0.3 ? mutated(base, next) : base;
    let lines = stringify(data, { lineWidth: 0, aliasDuplicateObjects: false }).split("\n");
    for (let left = pick([0, 1, 1, 1, 2]); left > 0; left -= 1) {
      // The first two lines say which schema judges the rest.
      const at = 2 + Math.floor(next() * (lines.length - 3));
      lines = [
        ...lines.slice(0, at),
        ...pick(changes)(lines[at] ?? "", pick),
        ...lines.slice(at + 1),
      ];
    }
    return { base, text: lines.join("\n") };
  });
}
