/** The line breaks between two parts of a flow scalar, and what they become in its value. */
export class LineFold {
  #breaks: string[] = [];
  /** A line has ended since the last part. */
  broken = false;

  add(lineBreak: string): void {
    this.#breaks.push(lineBreak);
    this.broken = true;
  }

  /** A backslash before the line break: the lines are joined without a space. */
  escape(): void {
    this.#breaks.push("");
    this.broken = true;
  }

  /** One line feed becomes a space; of several, all but the first stay. */
  take(): string {
    const [first = "", ...more] = this.#breaks;
    this.#breaks = [];
    this.broken = false;
    if (first !== "\n") return first + more.join("");
    return more.length === 0 ? " " : more.join("");
  }
}
