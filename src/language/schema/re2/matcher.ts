import { ecmaPattern } from "../ecmaPattern.ts";
import { parseRe2, UnknownSyntax } from "./syntax.ts";
import type { Ranges } from "./ranges.ts";
import type { Re2Node } from "./syntax.ts";

/** Whether a pattern is found in a text. */
export type Matcher = (text: string) => boolean;

const known = new Map<string, Matcher>();

/**
 * A matcher with Go's meaning of the pattern, in time linear in the text: no text makes it backtrack.
 * Patterns beyond the reader's syntax fall back to a regular expression of the language over texts up to a
 * length; longer ones pass, as they do where the pattern cannot be said at all.
 */
export function re2Matcher(pattern: string): Matcher {
  let matcher = known.get(pattern);
  if (!matcher) known.set(pattern, (matcher = compile(pattern)));
  return matcher;
}

const longestForFallback = 256;

function compile(pattern: string): Matcher {
  try {
    const automaton = new Automaton(parseRe2(pattern));
    return (text) => automaton.matches(text);
  } catch (error) {
    if (!(error instanceof UnknownSyntax)) throw error;
    const ecma = ecmaPattern(pattern);
    const expression = ecma === undefined ? undefined : new RegExp(ecma, "u");
    return (text) => text.length > longestForFallback || expression?.test(text) !== false;
  }
}

type Step =
  | { readonly op: "one"; readonly ranges: Ranges; next: number }
  | { readonly op: "split"; next: number; other: number }
  | { readonly op: "begin" | "end"; next: number }
  | { readonly op: "match" };

/** A set of steps reached, and where each character leads from there: built as texts ask for it. */
interface State {
  readonly steps: readonly number[];
  readonly matched: boolean;
  readonly matchedAtEnd: boolean;
  readonly ascii: (State | undefined)[];
}

/** More states than any sane pattern has; then the table starts again from nothing. */
const maxStates = 2000;
const maxSteps = 20_000;

class Automaton {
  readonly #steps: Step[] = [];
  readonly #start: number;
  #states = new Map<string, State>();
  #first: State | undefined;

  constructor(root: Re2Node) {
    const match = this.#add({ op: "match" });
    this.#start = this.#build(root, match);
  }

  matches(text: string): boolean {
    let state = (this.#first ??= this.#state([this.#start], true));
    for (let at = 0; at < text.length; at += 1) {
      if (state.matched) return true;
      const code = text.charCodeAt(at);
      if (code < 128) state = state.ascii[code] ??= this.#after(state, code);
      else {
        const point = text.codePointAt(at) ?? code;
        if (point > 0xffff) at += 1;
        state = this.#after(state, point);
      }
    }
    return state.matched || state.matchedAtEnd;
  }

  #add(step: Step): number {
    if (this.#steps.length >= maxSteps) throw new UnknownSyntax("the pattern is too large");
    return this.#steps.push(step) - 1;
  }

  #build(node: Re2Node, next: number): number {
    switch (node.kind) {
      case "one":
        return this.#add({ op: "one", ranges: node.ranges, next });
      case "begin":
      case "end":
        return this.#add({ op: node.kind, next });
      case "all":
        return node.parts.reduceRight((after, part) => this.#build(part, after), next);
      case "any":
        return node.parts
          .map((part) => this.#build(part, next))
          .reduceRight((other, start) => this.#add({ op: "split", next: start, other }));
      case "repeat":
        return this.#repeat(node, next);
    }
  }

  #repeat({ part, min, max }: Re2Node & { kind: "repeat" }, next: number): number {
    let start = next;
    if (max === Infinity) {
      const loop: Step = { op: "split", next, other: next };
      start = this.#add(loop);
      loop.next = this.#build(part, start);
    } else
      for (let count = min; count < max; count += 1)
        start = this.#add({ op: "split", next: this.#build(part, start), other: next });
    for (let count = 0; count < min; count += 1) start = this.#build(part, start);
    return start;
  }

  #after(state: State, code: number): State {
    const reached: number[] = [];
    for (const index of state.steps) {
      const step = this.#steps[index];
      if (step?.op === "one" && contains(step.ranges, code)) reached.push(step.next);
    }
    reached.push(this.#start);
    return this.#state(reached, false);
  }

  #state(from: readonly number[], atBegin: boolean): State {
    const steps = this.#closure(from, { atBegin, atEnd: false });
    const key = `${atBegin ? "^" : ""}${steps.join(",")}`;
    const found = this.#states.get(key);
    if (found) return found;
    const isMatch = (index: number): boolean => this.#steps[index]?.op === "match";
    const matchedAtEnd = this.#closure(steps, { atBegin, atEnd: true }).some(isMatch);
    const state = { steps, matched: steps.some(isMatch), matchedAtEnd, ascii: emptyRow() };
    if (this.#states.size >= maxStates) this.#forget();
    this.#states.set(key, state);
    return state;
  }

  #forget(): void {
    for (const state of this.#states.values()) state.ascii.fill(undefined);
    this.#states = new Map();
    this.#first = undefined;
  }

  #closure(from: readonly number[], at: { atBegin: boolean; atEnd: boolean }): number[] {
    const seen = new Set<number>();
    const open = [...from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const step = this.#steps[index];
      if (step?.op === "split") open.push(step.other, step.next);
      else if ((step?.op === "begin" && at.atBegin) || (step?.op === "end" && at.atEnd))
        open.push(step.next);
    }
    const kept = [...seen].filter((index) => {
      const op = this.#steps[index]?.op;
      return op === "one" || op === "match" || op === "end" || (op === "begin" && at.atBegin);
    });
    return kept.sort((a, b) => a - b);
  }
}

function emptyRow(): (State | undefined)[] {
  return Array.from({ length: 128 }, () => undefined);
}

function contains(ranges: Ranges, code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2)
    if (code >= (ranges[index] ?? 0) && code <= (ranges[index + 1] ?? 0)) return true;
  return false;
}
