import type { Random } from "./random.ts";
import { manifests, oddities } from "./seeds.ts";

/** Pieces that YAML, Kubernetes or JavaScript treat in a way of their own. */
const tokens = [
  ...Array.from("\n \t:-?[]{},#&*!|>'\"%@`~<=\\\r\0\u0085\u2028\uFEFF"),
  "\n---\n",
  "\n...\n",
  ": ",
  "- ",
  "? ",
  "&a ",
  "*a",
  "<<: *a\n",
  "|+2\n",
  ">-\n",
  "!!int ",
  "!!binary ",
  "!<tag:x> ",
  "%YAML 1.2\n---\n",
  "{{ .Values.x }}",
  "null",
  "~",
  "yes",
  "NaN",
  ".inf",
  "-0",
  "0o17",
  "0x1F",
  "1e999",
  "190:20:30",
  "9223372036854775808",
  "2001-12-14",
  "1_000",
  "1Ei",
  "-1h",
  "@every 1s",
  "*/0 * * * *",
  "0 0 31 2 *",
  "__proto__: ",
  "constructor",
  "toString",
  "\u{1F600}",
  "\uD800",
  "e\u0301",
  "# nap-ignore zone-format",
  "# nap: partial\n",
  "kind: List\nitems:\n",
  "In",
  "karpenter.azure.com/sku-cpu",
  "requirements:\n",
] as const;

type Mutation = (text: string, random: Random) => string;

const mutations: readonly [Mutation, ...Mutation[]] = [
  // A token somewhere.
  (text, random) => insert(text, random.below(text.length + 1), random.pick(tokens) ?? ""),
  // A token in place of a word.
  (text, random) => replaceWord(text, random, random.pick(tokens) ?? ""),
  // A few letters less.
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + random.below(12));
  },
  // A keystroke before the end of typing.
  (text, random) => text.slice(0, random.below(text.length + 1)),
  // A line twice, or gone, or elsewhere, or at another depth.
  (text, random) => withLine(text, random, (line) => [line, line]),
  (text, random) => withLine(text, random, () => []),
  (text, random) =>
    withLine(text, random, (line) => [" ".repeat(random.below(9)) + line.trimStart()]),
  (text, random) => withLine(text, random, (line) => [`  ${line}`]),
  (text, random) => withLine(text, random, (line) => [line.replace(/:.*/, ":")]),
  // A part of another text.
  (text, random) => {
    const other = random.pick(random.below(2) === 0 ? manifests : oddities) ?? "";
    const from = random.below(other.length);
    const part = other.slice(from, from + random.below(200));
    return insert(text, random.below(text.length + 1), part);
  },
  // Windows' line ends.
  (text) => text.replaceAll("\n", "\r\n"),
  // A value for a value.
  (text, random) => replaceWord(text, random, random.pick(text.match(/[\w./-]+/g) ?? []) ?? ""),
];

/** The input of a number: always the same. */
export function mutant(random: Random): string {
  let text = random.pick(random.below(4) === 0 ? oddities : manifests) ?? "";
  const rounds = random.below(5);
  for (let round = 0; round <= rounds; round += 1) text = random.pick(mutations)(text, random);
  return text;
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}

function replaceWord(text: string, random: Random, part: string): string {
  const words = [...text.matchAll(/[\w./-]+/g)];
  const word = random.pick(words);
  if (word === undefined) return part;
  return text.slice(0, word.index) + part + text.slice(word.index + word[0].length);
}

function withLine(
  text: string,
  random: Random,
  change: (line: string) => readonly string[],
): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  return lines.toSpliced(at, 1, ...change(lines[at] ?? "")).join("\n");
}
