import { isBlank, isBlankOrEnd, isBreak, isFlowIndicator } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { LineFold } from "./lineFold.ts";
import { piece } from "./piece.ts";
import { scannerError } from "./yamlSyntaxError.ts";
import type { Token } from "./token.ts";

export interface PlainScalar {
  readonly token: Token;
  /** The scalar ended because its line did: a key may begin next. */
  readonly endsLine: boolean;
}

/** A scalar without quotes; continuation lines stand at `indent` or deeper. */
export function scanPlain(reader: Reader, indent: number, flow: boolean): PlainScalar {
  const { at: start, line, text } = reader;
  const fold = new LineFold();
  let folded = "";
  let segment = start;
  let end = start;
  while (!reader.atDocumentMark() && reader.code() !== 35) {
    const from = reader.at;
    skipContent(reader, flow);
    if (reader.at > from) {
      if (fold.broken) {
        folded += text.slice(segment, end) + fold.take();
        segment = from;
      }
      end = reader.at;
    }
    if (!isBlank(reader.code()) && !isBreak(reader.code())) break;
    skipSpace(reader, indent, fold);
    if (!flow && reader.column < indent) break;
  }
  const value = folded === "" ? piece(text, segment, end) : folded + text.slice(segment, end);
  return {
    token: { kind: "scalar", start, end, line, value, style: "plain" },
    endsLine: fold.broken,
  };
}

function skipContent(reader: Reader, flow: boolean): void {
  const { text } = reader;
  let { at } = reader;
  for (; ; at += 1) {
    const code = text.charCodeAt(at);
    if (isUsual(code)) continue;
    if (isBlankOrEnd(code)) break;
    if (code === 58 && isBlankOrEnd(text.charCodeAt(at + 1))) break;
    if (flow && isFlowIndicator(code)) break;
  }
  reader.at = at;
}

/** Letters, digits, `.`, `-` and `/`: what never ends a scalar is most of the text. */
function isUsual(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 45 && code <= 57) || (code >= 65 && code <= 90);
}

function skipSpace(reader: Reader, indent: number, fold: LineFold): void {
  for (;;) {
    const code = reader.code();
    if (isBreak(code)) fold.add(reader.readBreak());
    else if (isBlank(code)) {
      if (code === 9 && fold.broken && reader.column < indent)
        throw scannerError(
          "found a tab character that violates indentation",
          reader.line,
          reader.at,
        );
      reader.at += 1;
    } else return;
  }
}
