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
    const found = answer(text);
    if (text.length > longest) return found;
    if (known.size >= most) known.clear();
    known.set(text, found);
    return found;
  };
}
