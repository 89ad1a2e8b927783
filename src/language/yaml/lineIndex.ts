/** Finds the line of an offset as the server counts lines; reads the text only when first asked. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** From 1. */
  readonly of = (offset: number): number => {
    const starts = (this.#starts ??= lineStarts(this.#text));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g))
    starts.push(index + lineBreak.length);
  return starts;
}
