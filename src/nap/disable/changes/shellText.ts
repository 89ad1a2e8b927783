import { shellQuote } from "../../shellQuote.ts";

/** The words as one command line of a POSIX shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}

/** Text as lines of a comment: no line of it can become a command. */
export function commentLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `# ${line}`.trimEnd());
}
