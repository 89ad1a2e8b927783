import type { Maps } from "./maps.ts";
import { emptyNode as empty, endOf } from "./node.ts";
import type { MapNode, Pair, SeqNode, YamlNode } from "./node.ts";
import type { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";
import { parserError } from "./yamlSyntaxError.ts";

type IsEnd = (kind: TokenKind) => boolean;

const endsBlockValue: IsEnd = (kind) => kind === "key" || kind === "value" || kind === "block-end";
const endsDashValue: IsEnd = (kind) => kind === "entry" || endsBlockValue(kind);
const endsItem: IsEnd = (kind) => kind === "entry" || kind === "block-end";

interface Reading {
  readonly scanner: Scanner;
  readonly maps: Maps;
  /** Reads the node that comes next, in block style; `indentless`: dashes may stand in the column of their key. */
  readonly node: (indentless: boolean, asKey?: boolean) => YamlNode;
}

/** Lists and maps by indentation, as parserc.go of go.yaml.in/yaml/v2 reads them. */
export class BlockCollections {
  readonly #read: Reading;

  constructor(reading: Reading) {
    this.#read = reading;
  }

  /** The map that begins at a column of its own. */
  map(first: Token): MapNode {
    this.#read.scanner.skip();
    const pairs: Pair[] = [];
    let { start: end } = first;
    for (
      let token = this.#next("key", "did not find expected key");
      token !== undefined;
      token = this.#next("key", "did not find expected key")
    ) {
      const key = this.#unless(endsBlockValue, token.end, true, true);
      const value = this.#value(endOf(key));
      end = Math.max(endOf(value), end);
      this.#read.maps.addPair(pairs, key, value);
    }
    return this.#read.maps.map({ start: first.start, end }, pairs, false);
  }

  /** Takes the next key or dash; undefined at the end of the block, which is taken as well. */
  #next(kind: "key" | "entry", missing: string): Token | undefined {
    const token = this.#read.scanner.peek();
    if (token.kind !== kind && token.kind !== "block-end") throw parserError(missing, token);
    this.#read.scanner.skip();
    return token.kind === kind ? token : undefined;
  }

  #value(keyEnd: number): YamlNode {
    const token = this.#read.scanner.peek();
    if (token.kind !== "value") return empty(keyEnd);
    this.#read.scanner.skip();
    return this.#unless(endsBlockValue, token.end, true);
  }

  /** The node that comes next; an empty one where the block goes on without it. */
  #unless(ends: IsEnd, at: number, indentless: boolean, asKey?: boolean): YamlNode {
    return ends(this.#read.scanner.peek().kind) ? empty(at) : this.#read.node(indentless, asKey);
  }

  /** The list whose dashes stand in the column of its key. */
  indentlessSeq(first: Token): SeqNode {
    const items: YamlNode[] = [];
    let { end } = first;
    for (let token = first; token.kind === "entry"; token = this.#read.scanner.peek()) {
      this.#read.scanner.skip();
      const item = this.#unless(endsDashValue, token.end, false);
      items.push(item);
      end = Math.max(endOf(item), token.end);
    }
    return { kind: "seq", start: first.start, end, items, flow: false };
  }

  /** The list whose dashes stand in a column of their own. */
  seq(first: Token): SeqNode {
    this.#read.scanner.skip();
    const items: YamlNode[] = [];
    let { start: end } = first;
    for (
      let token = this.#next("entry", "did not find expected '-' indicator");
      token !== undefined;
      token = this.#next("entry", "did not find expected '-' indicator")
    ) {
      const item = this.#unless(endsItem, token.end, false);
      items.push(item);
      end = Math.max(endOf(item), token.end);
    }
    return { kind: "seq", start: first.start, end, items, flow: false };
  }
}
