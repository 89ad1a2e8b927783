/** A text of a file for a terminal, which it must not steer: one line of it. */
export function printable(text: string): string {
  const line = text.replace(/\s*\r?\n\s*/g, " ");
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return line.replace(/[\0-\x08\x0a-\x1f\x7f-\x9f]/g, "\uFFFD");
}
