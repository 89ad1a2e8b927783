/** Shorter pieces of a text are copied by V8 itself (SlicedString::kMinLength). */
const shortestPiece = 13;

/**
 * The same text in memory of its own. V8 lets a piece of a text point into the whole one: who keeps the piece of a large
 * file for long would keep the file.
 */
export function ownText(text: string): string {
  return text.length < shortestPiece ? text : (JSON.parse(JSON.stringify(text)) as string);
}
