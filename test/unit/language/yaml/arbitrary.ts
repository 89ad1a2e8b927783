import fc from "fast-check";
import type { Json } from "../../../../src/language/yaml/node.ts";

/** How one text is laid out; every choice is legal wherever it is asked for. */
export interface Layout {
  readonly step: 2 | 4;
  /** Lists stand under their key, not deeper. */
  readonly flatLists: boolean;
  readonly newline: "\n" | "\r\n";
  readonly finalNewline: boolean;
  /** One of these for every value, in turn. */
  readonly choices: readonly number[];
}

export const layouts: fc.Arbitrary<Layout> = fc.record({
  step: fc.constantFrom(2 as const, 4 as const),
  flatLists: fc.boolean(),
  newline: fc.constantFrom("\n" as const, "\r\n" as const),
  finalNewline: fc.boolean(),
  choices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
});

const words = fc.constantFrom(
  ..."a b name key values yes no on off 1 0 1.5 -1 ~ null true x-y a.b/c 100m 10% 30s 2001-01-01 0x1F 017 it's a#b é".split(
    " ",
  ),
);
const odd = fc.constantFrom(
  "",
  " ",
  "a: b",
  "- a",
  "a #b",
  "[x]",
  "{x}",
  '"q"',
  "two\nlines\n",
  "# c",
  "a,b",
  ": x",
  "end:",
  "* * *",
  "tab\there",
  "😀",
  "key=value:NoSchedule",
);
const names = fc.constantFrom(
  ..."a b c name key values operator spec taints yes 1 x/y karpenter.sh/z it's".split(" "),
);

export const scalars: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 2, arbitrary: odd },
  fc.string({ unit: "binary-ascii", maxLength: 6 }).filter((text) => !/[^\n\t -~]/.test(text)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((n) => n + 0),
);

export const objects: fc.Arbitrary<Readonly<Record<string, Json>>> = fc.letrec<{
  json: Json;
  map: Readonly<Record<string, Json>>;
}>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalars,
    fc.array(tie("json"), { maxLength: 4 }),
    tie("map"),
  ),
  map: fc.dictionary(names, tie("json"), { maxKeys: 5, noNullPrototype: true }),
})).map;

/** A YAML text of an object, with comments, in a mixture of styles. */
export function render(value: Readonly<Record<string, Json>>, layout: Layout): string {
  const writer = new Writer(layout);
  const lines = Object.keys(value).length === 0 ? ["{}"] : writer.map(value, 0);
  return lines.join(layout.newline) + (layout.finalNewline ? layout.newline : "");
}

class Writer {
  readonly #layout: Layout;
  #next = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  #choose(options: number): number {
    const { choices } = this.#layout;
    this.#next += 1;
    return ((choices[this.#next % choices.length] ?? 0) + this.#next) % options;
  }

  map(value: Readonly<Record<string, Json>>, indent: number): string[] {
    return Object.entries(value).flatMap(([name, item]) => {
      const pad = " ".repeat(indent);
      const above = this.#choose(9) === 0 ? [`${pad}# above ${indent}`] : [];
      return [...above, ...this.#under(`${pad}${this.#scalar(name, true)}:`, item, indent)];
    });
  }

  /** The value behind `head`, a key with its colon, at `indent`. */
  #under(head: string, value: Json, indent: number): string[] {
    const { step, flatLists } = this.#layout;
    const flow = this.#choose(4) === 0;
    if (Array.isArray(value) && value.length > 0 && !flow)
      return [head + this.#comment(), ...this.#list(value, flatLists ? indent : indent + step)];
    if (isMap(value) && Object.keys(value).length > 0 && !flow)
      return [head + this.#comment(), ...this.map(value, indent + step)];
    if (
      typeof value === "string" &&
      isBlockText(value) &&
      this.#layout.finalNewline &&
      this.#choose(2) === 0
    ) {
      const pad = " ".repeat(indent + step);
      return [
        `${head} |`,
        ...value
          .trimEnd()
          .split("\n")
          .map((line) => pad + line),
      ];
    }
    return [`${head} ${this.#flow(value)}${this.#comment()}`];
  }

  #list(items: readonly Json[], indent: number): string[] {
    const pad = " ".repeat(indent);
    return items.flatMap((item) => {
      if (isMap(item) && Object.keys(item).length > 0 && this.#choose(4) > 0) {
        const [first = "", ...rest] = this.map(item, indent + 2);
        if (first.trim().startsWith("#")) return [`${pad}-`, first, ...rest];
        return [`${pad}- ${first.trimStart()}`, ...rest];
      }
      if (Array.isArray(item) && item.length > 0 && this.#choose(2) === 0) {
        const [first = "", ...rest] = this.#list(item as readonly Json[], indent + 2);
        return [`${pad}- ${first.trimStart()}`, ...rest];
      }
      return [`${pad}- ${this.#flow(item)}${this.#comment()}`];
    });
  }

  #flow(value: Json): string {
    const gap = this.#choose(3) === 0 ? " " : "";
    if (Array.isArray(value)) {
      const items = value as readonly Json[];
      return `[${gap}${items.map((item) => this.#flow(item)).join(`,${gap || " "}`)}${gap}]`;
    }
    if (!isMap(value)) return this.#scalar(value, false);
    const pairs = Object.entries(value).map(
      ([name, item]) => `${this.#scalar(name, true)}: ${this.#flow(item)}`,
    );
    return `{${gap}${pairs.join(", ")}${gap}}`;
  }

  #scalar(value: Json, asKey: boolean): string {
    if (typeof value !== "string") return JSON.stringify(value);
    const choice = this.#choose(3);
    const plain = /^[A-Za-z][A-Za-z-]*$/.test(value) && !isWord11(value);
    if (plain && choice > 0) return value;
    if (choice === 1 && !/[\n\t]/.test(value) && !asKey) return `'${value.replaceAll("'", "''")}'`;
    return JSON.stringify(value).replaceAll("\u007f", "\\x7f");
  }

  #comment(): string {
    return this.#choose(6) === 0 ? " # ] } : 'comment" : "";
  }
}

function isMap(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBlockText(value: string): boolean {
  return /^[!-~][ -~\n]*[!-~]\n$/.test(value) && !value.includes("\n\n");
}

function isWord11(value: string): boolean {
  return /^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
}
