import { folded, lastCodePoint, normalized, perl, posix, single, without } from "./ranges.ts";
import type { Ranges } from "./ranges.ts";

/** The tree of a pattern. Laziness of a repetition is left out: it does not change whether a text matches. */
export type Re2Node =
  | { readonly kind: "one"; readonly ranges: Ranges }
  | { readonly kind: "all" | "any"; readonly parts: readonly Re2Node[] }
  | { readonly kind: "repeat"; readonly part: Re2Node; readonly min: number; readonly max: number }
  | { readonly kind: "begin" | "end" };

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
        return { kind: "one", ranges: dotAll ? [0, lastCodePoint] : [0, 9, 11, lastCodePoint] };
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

function one(character: string, fold: boolean): Re2Node {
  const ranges = single(character);
  return { kind: "one", ranges: fold ? folded(ranges) : ranges };
}
