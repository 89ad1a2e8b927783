/** A whole object to start from. With its placeholders taken as they are it is a manifest that the server accepts. */
export interface ObjectSnippet {
  /** What is typed to get it: `nap-nodepool-spot`. */
  readonly prefix: string;
  readonly kind: "NodePool" | "AKSNodeClass";
  /** A few words: what it is. */
  readonly title: string;
  /** One sentence: when to take it. */
  readonly description: string;
  /** In the snippet syntax of editors, with LF line ends. */
  readonly body: string;
}

/** Lines of a manifest, `indent` columns to the right. */
export function lines(indent: number, texts: readonly string[]): string {
  return texts.map((text) => `${" ".repeat(indent)}${text}\n`).join("");
}
