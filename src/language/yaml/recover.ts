import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import type { Document, Node, ParsedNode } from "yaml";
import type { Pair, ScalarNode, ScalarStyle, YamlNode } from "./node.ts";
import type { ParsedYaml, YamlProblem } from "./parse.ts";
import { resolvePlain, resolveTagged } from "./resolve.ts";
import { explain } from "./syntaxSentences.ts";
import type { YamlSyntaxError } from "./yamlSyntaxError.ts";

/**
 * Half-typed or broken text: the tolerant parser of the yaml package makes the best of it, so that
 * completion, hover and symbols go on working.
 */
export function recover(text: string, error: YamlSyntaxError): ParsedYaml {
  const isHopeless = text.length > maxRecovered || error.serverLine < 0;
  const document = isHopeless ? undefined : compose(text);
  const problems = [problemOf(text, error)];
  const root = document?.contents ? convert(document.contents, document, 0) : undefined;
  return { root, problems, broken: true };
}

function compose(text: string): Document.Parsed | undefined {
  try {
    const tokens = new Parser().parse(text);
    for (const document of new Composer({ schema: "failsafe", uniqueKeys: false }).compose(tokens))
      return document;
  } catch {
    // The parser recurses: text nested thousands deep has no tree, and its syntax error is reported all the same.
  }
  return undefined;
}

function problemOf(text: string, error: YamlSyntaxError): YamlProblem {
  const range = visible(text, error.offset, error.offset + 1);
  const message = explain(error, text);
  if (error.serverLine < 0) return { rule: "yaml-syntax", range, message };
  return { rule: "yaml-syntax", range, message, server: error.server };
}

/** An error at the end of the text is shown on the last character that can be seen. */
function visible(text: string, start: number, end: number): { start: number; end: number } {
  let from = Math.min(start, Math.max(text.length - 1, 0));
  const isUnseen = text.charAt(start) === "\t" ? /[\r\n]/ : /\s/;
  while (from > 0 && isUnseen.test(text.charAt(from))) from -= 1;
  const newline = text.indexOf("\n", from);
  const lineEnd = newline < 0 ? text.length : newline;
  return { start: from, end: Math.max(from, Math.min(Math.max(end, from + 1), lineEnd)) };
}

/** Nobody types in a file of this size; reading it twice would be felt. */
const maxRecovered = 500_000;

const maxDepth = 100;

function convert(node: ParsedNode | Node, document: Document.Parsed, depth: number): YamlNode {
  const [start, end] = rangeOf(node);
  if (depth > maxDepth) return { kind: "scalar", start, end, value: null, raw: "", style: "plain" };
  if (isMap(node)) {
    const pairs = node.items.flatMap((item): Pair[] => {
      const key = isScalar(item.key) ? scalarOf(item.key as ParsedNode) : undefined;
      if (key === undefined) return [];
      const value = item.value
        ? convert(item.value as ParsedNode, document, depth + 1)
        : ({
            kind: "scalar",
            start: key.end,
            end: key.end,
            value: null,
            raw: "",
            style: "plain",
          } as const);
      return [{ name: String(key.value), key, value }];
    });
    return { kind: "map", start, end, pairs, flow: node.flow === true };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as ParsedNode, document, depth + 1));
    return { kind: "seq", start, end, items, flow: node.flow === true };
  }
  if (isAlias(node)) return { kind: "scalar", start, end, value: null, raw: "", style: "plain" };
  return scalarOf(node);
}

function rangeOf(node: ParsedNode | Node): [number, number] {
  return node.range ? [node.range[0], node.range[1]] : [0, 0];
}

const styles: Record<string, ScalarStyle> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function scalarOf(node: ParsedNode | Node): ScalarNode {
  const [start, end] = rangeOf(node);
  const raw = isScalar(node) && typeof node.value === "string" ? node.value : "";
  const style = (isScalar(node) ? styles[String(node.type)] : undefined) ?? "plain";
  const tag = isScalar(node) ? node.tag : undefined;
  const short = tag?.replace("tag:yaml.org,2002:", "!!");
  const value = style === "plain" ? (short ? resolveTagged(short, raw) : resolvePlain(raw)) : raw;
  return {
    kind: "scalar",
    start,
    end,
    value: typeof value === "symbol" ? raw : value,
    raw,
    style,
    ...(short ? { tag: short } : {}),
  };
}
