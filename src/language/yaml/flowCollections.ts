import type { Maps } from "./maps.ts";
import { emptyNode as empty, endOf } from "./node.ts";
import type { MapNode, Pair, SeqNode, YamlNode } from "./node.ts";
import type { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";
import { parserError } from "./yamlSyntaxError.ts";

const endOfFlowPair: ReadonlySet<TokenKind> = new Set([",", "]", "value"]);
const endOfFlowValue: ReadonlySet<TokenKind> = new Set([",", "}", "]", "value"]);
const endOfFlowItem: ReadonlySet<TokenKind> = new Set([",", "}", "]"]);

interface Reading {
  readonly scanner: Scanner;
  readonly maps: Maps;
  /** Reads the node that comes next, in flow style. */
  readonly node: (asKey?: boolean) => YamlNode;
}

/** Lists and maps in brackets, as parserc.go of go.yaml.in/yaml/v2 reads them. */
export class FlowCollections {
  readonly #read: Reading;
  /** Where the last closing bracket ends. */
  #closed = 0;

  constructor(reading: Reading) {
    this.#read = reading;
  }

  /** Goes on to the next entry; undefined at the closing bracket, which is taken. */
  #nextEntry(first: Token, isFirst: boolean): Token | undefined {
    const closing = first.kind === "[" ? "]" : "}";
    let token = this.#read.scanner.peek();
    if (token.kind !== closing && !isFirst) {
      if (token.kind !== ",")
        throw parserError(`did not find expected ',' or '${closing}'`, token).openedAt(first.start);
      this.#read.scanner.skip();
      token = this.#read.scanner.peek();
    }
    if (token.kind !== closing) return token;
    this.#read.scanner.skip();
    this.#closed = token.end;
    return undefined;
  }

  /** The list that begins at a bracket. */
  seq(first: Token): SeqNode {
    this.#read.scanner.skip();
    const items: YamlNode[] = [];
    for (
      let token = this.#nextEntry(first, true);
      token !== undefined;
      token = this.#nextEntry(first, false)
    )
      items.push(token.kind === "key" ? this.#pair(token) : this.#read.node());
    return { kind: "seq", start: first.start, end: this.#closed, items, flow: true };
  }

  /** `[key: value]`: a map of one pair. */
  #pair(first: Token): MapNode {
    this.#read.scanner.skip();
    const isEmpty = endOfFlowPair.has(this.#read.scanner.peek().kind);
    const key = isEmpty ? empty(first.end) : this.#read.node(true);
    // The server's reader loses the token behind an empty key.
    if (isEmpty) this.#read.scanner.skip();
    const value = this.#value(endOf(key));
    const pairs: Pair[] = [];
    this.#read.maps.addPair(pairs, key, value);
    return this.#read.maps.map({ start: first.start, end: endOf(value) }, pairs, true);
  }

  #value(keyEnd: number): YamlNode {
    const token = this.#read.scanner.peek();
    if (token.kind !== "value") return empty(keyEnd);
    this.#read.scanner.skip();
    const isEmpty = endOfFlowItem.has(this.#read.scanner.peek().kind);
    return isEmpty ? empty(token.end) : this.#read.node();
  }

  /** The map that begins at a brace. */
  map(first: Token): MapNode {
    this.#read.scanner.skip();
    const pairs: Pair[] = [];
    for (
      let token = this.#nextEntry(first, true);
      token !== undefined;
      token = this.#nextEntry(first, false)
    ) {
      if (token.kind !== "key") {
        const key = this.#read.node(true);
        this.#read.maps.addPair(pairs, key, empty(endOf(key)));
        continue;
      }
      this.#read.scanner.skip();
      const isEmpty = endOfFlowValue.has(this.#read.scanner.peek().kind);
      const key = isEmpty ? empty(token.end) : this.#read.node(true);
      this.#read.maps.addPair(pairs, key, this.#value(endOf(key)));
    }
    return this.#read.maps.map({ start: first.start, end: this.#closed }, pairs, true);
  }
}
