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
