/** A word as a POSIX shell reads it: bare where nothing in it is special, else in single quotes. */
export function shellQuote(word: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command of several words, one option per line when it is long. */
export function shellCommand(words: readonly string[]): string {
  const quoted = words.map(shellQuote);
  const line = quoted.join(" ");
  if (line.length <= 100) return line;
  return quoted
    .map((word, index) =>
      index > 0 && word.startsWith("--") ? ` \\\n  ${word}` : index > 0 ? ` ${word}` : word,
    )
    .join("");
}
