/** Inclusive ranges of code points: `[from, to, from, to, ...]`. */
export type Ranges = readonly number[];

/** The tree of a pattern. Laziness of a repetition is left out: it does not change whether a text matches. */
export type Re2Node =
  | { readonly kind: "one"; readonly ranges: Ranges }
  | { readonly kind: "all" | "any"; readonly parts: readonly Re2Node[] }
  | { readonly kind: "repeat"; readonly part: Re2Node; readonly min: number; readonly max: number }
  | { readonly kind: "begin" | "end" };

const last = 0x10ffff;

const perl: Readonly<Record<string, Ranges>> = {
  d: [48, 57],
  s: [9, 10, 12, 13, 32, 32],
  w: [48, 57, 65, 90, 95, 95, 97, 122],
};

const posix: Readonly<Record<string, Ranges>> = {
  alnum: [48, 57, 65, 90, 97, 122],
  alpha: [65, 90, 97, 122],
  ascii: [0, 127],
  blank: [9, 9, 32, 32],
  digit: [48, 57],
  lower: [97, 122],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  space: [9, 13, 32, 32],
  upper: [65, 90],
  word: [48, 57, 65, 90, 95, 95, 97, 122],
  xdigit: [48, 57, 65, 70, 97, 102],
};

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** A part of the syntax that this reader does not know (`\b`, `(?m)`, `\pL`), or a pattern that is none. */
export class UnknownSyntax extends Error {}

/** Reads a pattern of Go's package regexp. Source: regexp/syntax of Go. Throws UnknownSyntax. */
export function parseRe2(pattern: string): Re2Node {
  const reader = new Reader(pattern);
  const node = reader.alternatives({ fold: false, dotAll: false });
  if (!reader.done) throw new UnknownSyntax(pattern);
  return node;
}

interface Flags {
  readonly fold: boolean;
  readonly dotAll: boolean;
}

class Reader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  get done(): boolean {
    return this.#at >= this.#characters.length;
  }

  #peek(offset = 0): string {
    return this.#characters[this.#at + offset] ?? "";
  }

  #take(): string {
    const character = this.#peek();
    if (character === "") throw new UnknownSyntax("the pattern ends too early");
    this.#at += 1;
    return character;
  }

  #eat(text: string): boolean {
    const characters = Array.from(text);
    if (characters.some((character, index) => this.#peek(index) !== character)) return false;
    this.#at += characters.length;
    return true;
  }

  alternatives(flags: Flags): Re2Node {
    const state = { flags };
    const parts = [this.#sequence(state)];
    while (this.#eat("|")) parts.push(this.#sequence(state));
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "any", parts };
  }

  /** Flags that are set in the middle of a group hold up to its end, also behind a `|`. */
  #sequence(state: { flags: Flags }): Re2Node {
    const parts: Re2Node[] = [];
    while (!this.done && this.#peek() !== "|" && this.#peek() !== ")") {
      const atom = this.#atom(state);
      if (atom) parts.push(this.#repeated(atom));
    }
    return { kind: "all", parts };
  }

  #repeated(atom: Re2Node): Re2Node {
    let part = atom;
    for (let count = this.#count(); count; count = this.#count()) {
      this.#eat("?");
      part = { kind: "repeat", part, ...count };
    }
    return part;
  }

  #count(): { min: number; max: number } | undefined {
    if (this.#eat("*")) return { min: 0, max: Infinity };
    if (this.#eat("+")) return { min: 1, max: Infinity };
    if (this.#eat("?")) return { min: 0, max: 1 };
    if (this.#peek() !== "{") return undefined;
    const text = this.#characters.slice(this.#at, this.#at + 12).join("");
    const found = /^\{(\d+)(,(\d*))?\}/.exec(text);
    if (!found) return undefined;
    this.#at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] ? Number(found[3]) : Infinity;
    if (min > 1000 || (max > 1000 && max !== Infinity) || min > max)
      throw new UnknownSyntax(found[0]);
    return { min, max };
  }

  #atom(state: { flags: Flags }): Re2Node | undefined {
    const character = this.#take();
    const { fold, dotAll } = state.flags;
    switch (character) {
      case "^":
        return { kind: "begin" };
      case "$":
        return { kind: "end" };
      case ".":
        return { kind: "one", ranges: dotAll ? [0, last] : [0, 9, 11, last] };
      case "(":
        return this.#group(state);
      case "[":
        return { kind: "one", ranges: this.#class(fold) };
      case "\\":
        return this.#escape(fold);
      case "*":
      case "+":
      case "?":
        throw new UnknownSyntax("nothing to repeat");
      default:
        return one(character, fold);
    }
  }

  #group(state: { flags: Flags }): Re2Node | undefined {
    let flags = state.flags;
    if (this.#eat("?")) {
      if (this.#eat("P<") || this.#eat("<")) while (this.#take() !== ">");
      else {
        flags = this.#flags(flags);
        if (this.#eat(")")) {
          state.flags = flags;
          return undefined;
        }
        if (!this.#eat(":")) throw new UnknownSyntax("group");
      }
    }
    const node = this.alternatives(flags);
    if (!this.#eat(")")) throw new UnknownSyntax("missing )");
    return node;
  }

  #flags(flags: Flags): Flags {
    let { fold, dotAll } = flags;
    let on = true;
    for (; this.#peek() !== ":" && this.#peek() !== ")";) {
      const flag = this.#take();
      if (flag === "-") on = false;
      else if (flag === "i") fold = on;
      else if (flag === "s") dotAll = on;
      else if (flag !== "U") throw new UnknownSyntax(`flag ${flag}`);
    }
    return { fold, dotAll };
  }

  #escape(fold: boolean): Re2Node {
    const character = this.#peek();
    if (character === "A") return (this.#take(), { kind: "begin" });
    if (character === "z") return (this.#take(), { kind: "end" });
    const ranges = this.#escaped();
    return { kind: "one", ranges: fold ? folded(ranges) : ranges };
  }

  /** What follows a backslash, in a class and outside. */
  #escaped(): Ranges {
    const character = this.#take();
    const known = perl[character];
    if (known) return known;
    const negated = perl[character.toLowerCase()];
    if (negated && character !== character.toLowerCase()) return without(negated);
    if (character === "x") return this.#hex();
    const control = controls[character];
    if (control !== undefined) return [control, control];
    if (/[0-9A-Za-z]/.test(character)) throw new UnknownSyntax(`\\${character}`);
    return single(character);
  }

  #hex(): Ranges {
    let digits = "";
    if (this.#eat("{"))
      for (let next = this.#take(); next !== "}"; next = this.#take()) digits += next;
    else digits = this.#take() + this.#take();
    if (!/^[0-9A-Fa-f]{1,6}$/.test(digits)) throw new UnknownSyntax("hexadecimal escape");
    const code = parseInt(digits, 16);
    return [code, code];
  }

  #class(fold: boolean): Ranges {
    const negated = this.#eat("^");
    const ranges: number[] = [];
    for (let first = true; first || this.#peek() !== "]"; first = false)
      ranges.push(...this.#item());
    this.#take();
    const kept = normalized(fold ? folded(ranges) : ranges);
    return negated ? without(kept) : kept;
  }

  #item(): Ranges {
    if (this.#eat("[:")) return this.#posix();
    const from = this.#member();
    if (this.#peek() !== "-" || this.#peek(1) === "]" || from.length !== 2 || from[0] !== from[1])
      return from;
    this.#take();
    const to = this.#member();
    return [from[0] ?? 0, to[1] ?? 0];
  }

  #member(): Ranges {
    const character = this.#take();
    return character === "\\" ? this.#escaped() : single(character);
  }

  #posix(): Ranges {
    const negated = this.#eat("^");
    let name = "";
    while (!this.#eat(":]")) name += this.#take();
    const ranges = posix[name];
    if (!ranges) throw new UnknownSyntax(`[:${name}:]`);
    return negated ? without(ranges) : ranges;
  }
}

function single(character: string): Ranges {
  const code = character.codePointAt(0) ?? 0;
  return [code, code];
}

function one(character: string, fold: boolean): Re2Node {
  const ranges = single(character);
  return { kind: "one", ranges: fold ? folded(ranges) : ranges };
}

/** ASCII letters in both cases, and the two letters beyond ASCII that fold to one: the signs for kelvin and long s. */
function folded(ranges: Ranges): Ranges {
  const more: number[] = [...ranges];
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index] ?? 0;
    const to = ranges[index + 1] ?? 0;
    const shift = (low: number, high: number, by: number) => {
      if (Math.max(from, low) <= Math.min(to, high))
        more.push(Math.max(from, low) + by, Math.min(to, high) + by);
    };
    shift(65, 90, 32);
    shift(97, 122, -32);
    if ((from <= 75 && to >= 75) || (from <= 107 && to >= 107)) more.push(0x212a, 0x212a);
    if ((from <= 83 && to >= 83) || (from <= 115 && to >= 115)) more.push(0x17f, 0x17f);
  }
  return normalized(more);
}

function normalized(ranges: Ranges): Ranges {
  const pairs: [number, number][] = [];
  for (let index = 0; index < ranges.length; index += 2)
    pairs.push([ranges[index] ?? 0, ranges[index + 1] ?? 0]);
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of pairs) {
    const previous = merged.at(-1);
    if (previous && from <= previous[1] + 1) previous[1] = Math.max(previous[1], to);
    else merged.push([from, to]);
  }
  return merged.flat();
}

function without(ranges: Ranges): Ranges {
  const rest: number[] = [];
  let next = 0;
  const sorted = normalized(ranges);
  for (let index = 0; index < sorted.length; index += 2) {
    const from = sorted[index] ?? 0;
    if (from > next) rest.push(next, from - 1);
    next = (sorted[index + 1] ?? 0) + 1;
  }
  if (next <= last) rest.push(next, last);
  return rest;
}
