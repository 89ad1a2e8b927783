/** Larger texts are data, not notes. */
const longestNote = 2_000_000;
const fence = /^[ \t>]*(```+|~~~+)[^\n]*$/gm;

/**
 * The fenced blocks of a Markdown text, each as the text with all others blanked, so that offsets stay; the text itself
 * where it has none. A block without its end goes to the end of the text.
 */
export function fencedBlocks(text: string): readonly string[] {
  if (text.length > longestNote || !/^\s*(?:[^\s{["]|\[!)/.test(text) || !/```|~~~/.test(text))
    return [text];
  const marks = [...text.matchAll(fence)];
  const blocks: string[] = [];
  for (let index = 0; index < marks.length; index += 2) {
    const start = (marks[index]?.index ?? 0) + (marks[index]?.[0].length ?? 0);
    const end = marks[index + 1]?.index ?? text.length;
    if (/[{[]/.test(text.slice(start, end))) blocks.push(blankAround(text, start, end));
  }
  return blocks.length > 0 ? blocks : [text];
}

function blankAround(text: string, start: number, end: number): string {
  return " ".repeat(start) + text.slice(start, end);
}
