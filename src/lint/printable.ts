/** A text of a file for a terminal, which it must not steer. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/[\0-\x08\x0a-\x1f\x7f-\x9f]/g, "\uFFFD");
}
