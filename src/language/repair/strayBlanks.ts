import type { Edit } from "../finding.ts";

/** No-break and other wide blanks, and those without width, as web pages and text processors have them. */
export const strayBlank = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/u;

const all = new RegExp(strayBlank, "gu");
const beforeText = /^(?:[\s\u200b-\u200d\u2060]|-(?=[\s\u200b-\u200d\u2060]))*/u;
const behindColon = new RegExp(`:(?=${strayBlank.source})`, "u");
const withoutWidth = /[\u200b-\u200d\u2060\ufeff]/u;

/** Plain blanks instead of the stray ones that stand before the text of a line and behind its colon. */
export function strayBlanks(line: string): readonly Edit[] {
  const head = beforeText.exec(line)?.[0].length ?? 0;
  const colon = behindColon.exec(line)?.index;
  return [...line.matchAll(all)].flatMap(({ 0: char, index }) => {
    if (index >= head && (colon === undefined || index !== colon + 1)) return [];
    return [{ start: index, end: index + 1, newText: withoutWidth.test(char) ? "" : " " }];
  });
}
