/** Texts that no POSIX shell reads as anything but one plain word. */
const plain = /^[A-Za-z0-9_@%+:,./-]+$/;

/** The text as one word of a POSIX shell: as it is where that is safe, else in single quotes. */
export function shellQuote(text: string): string {
  if (plain.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The words as one command line of a POSIX shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}

/** Text as lines of a comment: no line of it can become a command. */
export function commentLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `# ${line}`.trimEnd());
}
