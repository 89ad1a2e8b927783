const token = /\\(?:[pPx]\{[^}]*\}|[\s\S])|\[|\]|[\s\S]/gu;
const letter = /^[a-z]$/i;

function bothCases(text: string): string {
  return letter.test(text) ? text.toLowerCase() + text.toUpperCase() : text;
}

/** A range of a class between letters of one case, in both cases. */
function bothRanges(first: string, last: string): string {
  const lower = `${first.toLowerCase()}-${last.toLowerCase()}`;
  return lower + lower.toUpperCase();
}

/** The inside of a character class up to its `]`, with each letter and range of letters in both cases. */
function openClass(tokens: readonly string[], start: number): { text: string; end: number } {
  let text = "";
  let at = start;
  for (; at < tokens.length && tokens[at] !== "]"; at++) {
    const one = tokens[at] ?? "";
    const last = tokens[at + 2] ?? "";
    if (tokens[at + 1] === "-" && letter.test(one) && letter.test(last)) {
      text += bothRanges(one, last);
      at += 2;
    } else text += bothCases(one);
  }
  return { text, end: at };
}

function caseInsensitive(pattern: string): string {
  const tokens = pattern.match(token) ?? [];
  let text = "";
  for (let at = 0; at < tokens.length; at++) {
    const one = tokens[at] ?? "";
    if (one === "[") {
      const inside = openClass(tokens, at + 1);
      text += `[${inside.text}]`;
      at = inside.end;
    } else text += letter.test(one) ? `[${bothCases(one)}]` : one;
  }
  return text;
}

/**
 * A pattern of a CRD (Go's RE2) in the syntax of ECMA-262, which JSON schema prescribes; a leading `(?i)`, which
 * ECMA-262 does not know, is written out. Undefined where the pattern cannot be said: a check less, never a wrong one.
 */
export function ecmaPattern(pattern: string): string | undefined {
  const text = pattern.startsWith("(?i)") ? caseInsensitive(pattern.slice(4)) : pattern;
  try {
    new RegExp(text, "u");
    return text;
  } catch {
    return undefined;
  }
}
