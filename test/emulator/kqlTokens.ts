/** A piece of a query. */
export interface Token {
  readonly kind: "name" | "text" | "number" | "sign";
  readonly text: string;
}

/** A query that the stand-in cannot read; the message is for the 400. */
export class KqlError extends Error {}

const pattern =
  /\s+|\/\/[^\n]*|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?)|(?<name>!?[A-Za-z_$][\w$]*(?:-(?:away|keep|reorder|expand))?~?)|(?<sign>==|!=|=~|!~|<=|>=|[<>()|,=.[\]])/gy;

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, "$1");
}

/** Splits a query into its pieces. @throws KqlError at a character that begins none */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of query.matchAll(pattern)) {
    end = match.index + match[0].length;
    const { text, number, name, sign } = match.groups ?? {};
    if (text !== undefined) tokens.push({ kind: "text", text: unquoted(text) });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
  }
  if (end < query.length) throw new KqlError(`Unexpected text at ${query.slice(end, end + 20)}`);
  return tokens;
}

/** Reads tokens one after another. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** The next token, undefined at the end. */
  peek(): Token | undefined {
    return this.tokens[this.position];
  }

  /** Takes the next token. @throws KqlError at the end */
  take(): Token {
    const token = this.peek();
    if (token === undefined) throw new KqlError("The query ends too early.");
    this.position += 1;
    return token;
  }

  /** Takes the next token if it is this word or sign. */
  accept(text: string): boolean {
    const token = this.peek();
    if (token === undefined || token.kind === "text" || token.text.toLowerCase() !== text)
      return false;
    this.position += 1;
    return true;
  }

  /** Takes this word or sign. @throws KqlError when something else comes */
  expect(text: string): void {
    if (!this.accept(text))
      throw new KqlError(`Expected ${text} before ${this.peek()?.text ?? "the end"}.`);
  }

  /** Takes items as long as a comma follows. */
  list<T>(item: () => T): readonly T[] {
    const items = [item()];
    while (this.accept(",")) items.push(item());
    return items;
  }
}
