/** Told of everything that JSON does not allow: what, and at which offset. */
export type Report = (problem: ProblemKind, offset: number) => void;

export type ProblemKind =
  | "comment"
  | "line break in string"
  | "control character in string"
  | "unclosed string"
  | "escape"
  | "quotes"
  | "word"
  | "trailing comma"
  | "extra comma"
  | "missing comma"
  | "missing colon"
  | "missing brace"
  | "missing bracket"
  | "extra brace"
  | "unexpected"
  | "no value"
  | "too deep"
  | "text"
  | "second value"
  | "byte order mark"
  | "no JSON";
