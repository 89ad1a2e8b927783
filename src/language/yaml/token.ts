import type { ScalarStyle } from "./node.ts";

/** The tokens of YAML 1.1, as go.yaml.in/yaml/v2 (scannerc.go) makes them. */
export type TokenKind =
  | "stream-end"
  | "version"
  | "tag-directive"
  | "document-start"
  | "document-end"
  | "block-sequence"
  | "block-mapping"
  | "block-end"
  | "["
  | "]"
  | "{"
  | "}"
  | "entry"
  | ","
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The line of `start`, from 0. */
  readonly line: number;
  /** Text of a scalar, name of an anchor or alias, suffix of a tag, prefix of a tag directive, version. */
  readonly value: string;
  readonly style?: ScalarStyle;
  /** Of a tag or tag directive: `!`, `!!`, `!name!`; empty for a verbatim tag. */
  readonly handle?: string;
}

/** The beginning of what turns out to be a key when a colon follows on the same line. */
export interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  /** Which token of the stream it is, from 0. */
  readonly number: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}
