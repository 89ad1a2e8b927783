/** How far back the beginning of a line is looked for, in UTF-16 code units: minified texts are one line of megabytes. */
const longestIndentedLine = 300;

/** The columns of blanks that begin the line of an offset, and whether nothing else stands before it. */
export function placeOnLine(
  text: string,
  offset: number,
): { readonly indent: number; readonly isFirst: boolean } {
  const before = text.slice(Math.max(0, offset - longestIndentedLine), offset);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = line.length - line.trimStart().length;
  return { indent, isFirst: indent === line.length && line.length < longestIndentedLine };
}
