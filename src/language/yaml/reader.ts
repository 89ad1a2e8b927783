/** A position in a text with what the YAML grammar asks about it: line, column and kinds of characters. */
export class Reader {
  readonly text: string;
  /** Offset of the next character. */
  at: number;
  /** Counted from 0. */
  line = 0;
  /** Offset of the first character of the line. */
  lineStart: number;

  constructor(text: string) {
    this.text = text;
    this.at = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
    this.lineStart = this.at;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character code `ahead` of the position; NaN behind the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Goes over one line break; CR LF is one. */
  skipBreak(): void {
    this.at += this.code() === 13 && this.code(1) === 10 ? 2 : 1;
    this.line += 1;
    this.lineStart = this.at;
  }

  /** Goes over one line break; gives it as it counts in a value: a line feed, or Unicode's own separator. */
  readBreak(): string {
    const code = this.code();
    this.skipBreak();
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : "\n";
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at += 1;
  }

  skipToLineEnd(): void {
    while (!isBreakOrEnd(this.code())) this.at += 1;
  }

  /** `---` or `...` at the beginning of a line. */
  atDocumentMark(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.code();
    return (
      (code === 45 || code === 46) &&
      this.code(1) === code &&
      this.code(2) === code &&
      isBlankOrEnd(this.code(3))
    );
  }
}

const byteOrderMark = 0xfeff;

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** YAML 1.1 counts the separators of Unicode as line breaks. */
export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** A line break, or NaN, the code behind the end of the text. */
export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || Number.isNaN(code);
}

/** A blank, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

/** What names of anchors, tag handles and directives are made of. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    isDigit(code) ||
    code === 95 ||
    code === 45
  );
}

/** 0 to 9 of ASCII. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `,` `?` `[` `]` `{` `}`: what ends a plain scalar inside brackets. */
export function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}
