import { ownText } from "./ownText.ts";

/** Longer texts are seldom met again. */
const longest = 128;
const most = 1000;

/**
 * The same function, which keeps its last answers: manifests have the same names, quantities and durations again and
 * again, and several rules ask about each. The answers are shared, so they must be values that nobody changes.
 */
export function remembered<T extends object>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (text.length > longest) return answer(text);
    const own = ownText(text);
    const found = answer(own);
    if (known.size >= most) known.clear();
    known.set(own, found);
    return found;
  };
}

/** The same function, which keeps the answer about each object as long as the object lives. */
export function rememberedOf<K extends object, T>(answer: (about: K) => T): (about: K) => T {
  const known = new WeakMap<K, { readonly answer: T }>();
  return (about) => {
    const before = known.get(about);
    if (before !== undefined) return before.answer;
    const found = answer(about);
    known.set(about, { answer: found });
    return found;
  };
}

/**
 * The same function, which keeps its answer about the object that it was asked about last: many rules ask about one
 * manifest before they come to the next. A table of all objects costs the garbage collector more than it saves.
 */
export function rememberedOfLast<K extends object, T>(answer: (about: K) => T): (about: K) => T {
  let last: { readonly about: K; readonly answer: T } | undefined;
  return (about) => {
    if (last?.about !== about) last = { about, answer: answer(about) };
    return last.answer;
  };
}
