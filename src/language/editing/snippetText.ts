/** Escapes what the snippet syntax of editors would take for a placeholder. */
export function snippetLiteral(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** Numbers the placeholders of one snippet. */
export class Placeholders {
  #next = 1;
  /** The first placeholder is empty: something has to be chosen for it. */
  firstIsEmpty = false;

  /** `$1`, or `${1:text}` where there is a likely value. */
  next(text = ""): string {
    const number = this.#next++;
    if (number === 1) this.firstIsEmpty = text === "";
    return text === "" ? `$${number}` : `\${${number}:${snippetLiteral(text)}}`;
  }

  /** `${1|a,b|}`: editors list the texts as soon as the placeholder is reached; the first is filled in. */
  choice(texts: readonly string[]): string {
    const number = this.#next++;
    return `\${${number}|${texts.map((text) => text.replace(/[\\,|$}]/g, "\\$&")).join(",")}|}`;
  }
}

/** The text of a snippet with every placeholder taken as it is: `${1:text}` and `${1|text,other|}` become `text`, `$1` nothing. */
export function resolveSnippet(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+(?::((?:[^\\}]|\\.)*)|\|((?:[^\\,|]|\\.)*)(?:[^\\|]|\\.)*\|)\}|\$\{?\d+\}?/g,
    (_, escaped: string | undefined, inner: string | undefined, first: string | undefined) =>
      escaped ?? (inner ?? first)?.replace(/\\([\\$},|])/g, "$1") ?? "",
  );
}
