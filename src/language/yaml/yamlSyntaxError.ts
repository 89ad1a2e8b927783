/** Thrown by scanner and composer where the server's YAML reader stops; never leaves this folder. */
export class YamlSyntaxError extends Error {
  /** The words of go.yaml.in/yaml/v2, without the line. */
  readonly problem: string;
  /** Where to look: not always where the reader noticed. */
  readonly offset: number;
  /** The line that the server names; 0 where it names none, -1 where it does not object. */
  readonly serverLine: number;
  /** Offset of the bracket that is never closed; absent where that is not the matter. */
  opened: number | undefined;

  constructor(problem: string, offset: number, serverLine: number) {
    super(problem);
    this.problem = problem;
    this.offset = offset;
    this.serverLine = serverLine;
  }

  /** The same error, of what is in the bracket at an offset. */
  openedAt(offset: number): this {
    this.opened = offset;
    return this;
  }

  /** As sigs.k8s.io/yaml gives it back. */
  get server(): string {
    const line = this.serverLine > 0 ? `line ${this.serverLine}: ` : "";
    return `error converting YAML to JSON: yaml: ${line}${this.problem}`;
  }
}

/** An error of the scanner names the line it stands in, but never the first one (decode.go, parser.fail). */
export function scannerError(problem: string, line: number, offset: number): YamlSyntaxError {
  return new YamlSyntaxError(problem, offset, line === 0 ? 0 : line + 1);
}

/** An error of the parser names the line before (decode.go, parser.fail). */
export function parserError(
  problem: string,
  token: { readonly start: number; readonly line: number },
  contextLine = 0,
): YamlSyntaxError {
  return new YamlSyntaxError(problem, token.start, token.line === 0 ? contextLine : token.line);
}
