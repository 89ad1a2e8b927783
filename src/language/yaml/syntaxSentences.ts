import type { YamlSyntaxError } from "./yamlSyntaxError.ts";

/** What to do about each thing that stops the server's YAML reader, by its words (scannerc.go, parserc.go). */
const sentences: Readonly<Record<string, string>> = {
  "could not find expected ':'":
    "This line is neither `key: value` nor the rest of a value: write a colon and a space behind the key, or indent the line deeper than the key that it belongs to.",
  "mapping values are not allowed in this context":
    "A second colon with a space on one line: put the value in quotes if the colon belongs to it, or begin a new line. The line above may also be indented wrongly or lack its colon.",
  "did not find expected key":
    "This line does not fit the block around it: it is indented by another amount than the keys above, or it is not `key: value`.",
  "did not find expected '-' indicator":
    "This line stands where the next `- ` item of the list above must stand: indent it like the items, or take it out of the list.",
  "did not find expected node content":
    "Something is missing here: a value must stand before this.",
  "did not find expected ',' or ']'":
    "The list in brackets does not go on: a comma or the closing ] is missing before this.",
  "did not find expected ',' or '}'":
    "The map in braces does not go on: a comma or the closing } is missing before this; a key and its colon must stand on one line.",
  "found character that cannot start any token":
    "No value may begin with this character: put the value in quotes.",
  "found a tab character that violates indentation":
    "A tab where the indentation is: YAML takes spaces only.",
  "found a tab character where an indentation space is expected":
    "A tab where the indentation of this text block is: YAML takes spaces only.",
  "block sequence entries are not allowed in this context":
    "A list item cannot begin here: put the `- ` on a line of its own, below the key.",
  "mapping keys are not allowed in this context": "A `? ` key cannot begin here.",
  "found unexpected end of stream": "The quote that opens here is never closed.",
  "found unexpected document indicator":
    "The quote that opens here is not closed before the document ends.",
  "found unknown escape character":
    "This is no escape sequence of YAML: write \\\\ for a backslash, or use single quotes.",
  "did not find expected hexdecimal number": "Too few hexadecimal digits in this escape sequence.",
  "found invalid Unicode character escape code":
    "This escape sequence names no character: write the character itself.",
  "did not find expected comment or line break":
    "Nothing but a comment may follow here: the text begins on the next line.",
  "found an indentation indicator equal to 0": "The indentation of a text block is 1 to 9.",
  "did not find expected alphabetic or numeric character":
    "The name of an anchor or alias is missing or has a character other than letters, digits, - and _; put the value in quotes if it begins with & or * itself.",
  "control characters are not allowed": "A control character that YAML does not allow: remove it.",
  "found incompatible YAML document": "The server reads YAML 1.1 only: remove the %YAML line.",
  "found unknown directive name": "No directive of YAML: a line that begins with % must be quoted.",
  "did not find expected <document start>": "A --- must follow the directives.",
  "found undefined tag handle": "This tag is not declared: remove it, or quote the value.",
  "nested too deeply": "Nested more than 250 deep: no Kubernetes object is.",
};

/** Our sentence for a syntax error. */
export function explain(error: YamlSyntaxError, text: string): string {
  if (isTab(text, error)) return "A tab where the indentation is: YAML takes spaces only.";
  return sentences[error.problem] ?? `The YAML reader stops here: ${error.problem}.`;
}

/** A tab in the indentation makes the reader stumble in many ways. */
function isTab(text: string, { offset }: YamlSyntaxError): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ -]*\t/.test(text.slice(start, offset + 1));
}
