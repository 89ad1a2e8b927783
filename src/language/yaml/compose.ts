import { Anchors } from "./anchors.ts";
import { BlockCollections } from "./blockCollections.ts";
import { FlowCollections } from "./flowCollections.ts";
import { Maps } from "./maps.ts";
import type { YamlNode } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";
import { readScalar } from "./scalar.ts";
import { Scanner } from "./scanner.ts";
import { TagHandles } from "./tagHandles.ts";
import { parserError, YamlSyntaxError } from "./yamlSyntaxError.ts";
import type { Token, TokenKind } from "./token.ts";

/** Deeper than any Karpenter object, shallow enough for recursion. */
const maxDepth = 250;

/** What stands before the content of a node. */
interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly end: number;
}

const noContent: ReadonlySet<TokenKind> = new Set([
  "version",
  "tag-directive",
  "document-start",
  "document-end",
  "stream-end",
]);

/** Builds the tree of a text's first document, as parserc.go and decode.go of go.yaml.in/yaml/v2 do. */
export class Composer {
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #anchors: Anchors;
  readonly #maps: Maps;
  readonly #flow: FlowCollections;
  readonly #block: BlockCollections;
  readonly #tags = new TagHandles();
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
    this.#maps = new Maps(text, this.problems);
    const shared = { scanner: this.#scanner, maps: this.#maps };
    this.#flow = new FlowCollections({
      ...shared,
      node: (asKey) => this.#node(false, false, asKey),
    });
    this.#block = new BlockCollections({
      ...shared,
      node: (indentless, asKey) => this.#node(true, indentless, asKey),
    });
    this.#anchors = new Anchors(this.problems);
  }

  /** Throws YamlSyntaxError. */
  document(): YamlNode | undefined {
    const first = this.#scanner.peek();
    if (first.kind === "stream-end") return undefined;
    const marked = noContent.has(first.kind) && first.kind !== "document-end";
    if (marked) this.#documentStart();
    const empty = marked && noContent.has(this.#scanner.peek().kind);
    const root = empty ? undefined : this.#node(true, false);
    this.#afterDocument();
    return this.#anchors.isBomb() ? undefined : root;
  }

  #documentStart(): void {
    let token = this.#scanner.peek();
    let hasVersion = false;
    for (
      ;
      token.kind === "version" || token.kind === "tag-directive";
      token = this.#scanner.peek()
    ) {
      if (token.kind === "tag-directive") this.#tags.add(token);
      else if (hasVersion) throw parserError("found duplicate %YAML directive", token);
      else if (token.value !== "1.1") throw parserError("found incompatible YAML document", token);
      else hasVersion = true;
      this.#scanner.skip();
    }
    if (token.kind !== "document-start")
      throw parserError("did not find expected <document start>", token);
    this.#scanner.skip();
  }

  /** The server takes one document and never looks at what follows it. */
  #afterDocument(): void {
    let token = this.#scanner.peek();
    try {
      while (token.kind === "document-end") {
        this.#scanner.skip();
        token = this.#scanner.peek();
      }
    } catch (error) {
      if (!(error instanceof YamlSyntaxError)) throw error;
    }
    if (noContent.has(token.kind) && token.kind !== "document-end") return;
    const end = lineEndOf(this.#text, token.start);
    this.problems.push({
      rule: "yaml-syntax",
      range: { start: token.start, end: Math.max(end, token.start) },
      message:
        "The server ignores everything from here on: the document ended before this line. Indent it like the lines above, or begin a new document with ---.",
    });
  }

  #node(block: boolean, indentless: boolean, asKey = false): YamlNode {
    const token = this.#scanner.peek();
    if (token.kind === "alias") {
      this.#scanner.skip();
      return this.#anchors.alias(token);
    }
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new YamlSyntaxError(tooDeep, token.start, -1);
    const properties = this.#properties(token);
    const anchor = properties?.anchor;
    const finish = anchor === undefined ? undefined : this.#anchors.open(anchor);
    const node = this.#content({ block, indentless, asKey, properties });
    finish?.(node);
    this.#anchors.count();
    this.#depth -= 1;
    return node;
  }

  #properties(first: Token): Properties | undefined {
    if (first.kind !== "anchor" && first.kind !== "tag") return undefined;
    this.#scanner.skip();
    let anchor = first.kind === "anchor" ? first : undefined;
    let tag = first.kind === "tag" ? first : undefined;
    let { end } = first;
    const second = this.#scanner.peek();
    if ((second.kind === "anchor" || second.kind === "tag") && second.kind !== first.kind) {
      if (second.kind === "anchor") anchor = second;
      else tag = second;
      ({ end } = second);
      this.#scanner.skip();
      // What follows may be a scanner's error, which comes before an unknown tag handle.
      this.#scanner.peek();
    }
    return { anchor: anchor?.value, tag: tag && this.#tags.tagOf(tag), end };
  }

  #content(at: {
    readonly block: boolean;
    readonly indentless: boolean;
    readonly asKey: boolean;
    readonly properties: Properties | undefined;
  }): YamlNode {
    const token = this.#scanner.peek();
    const { kind } = token;
    const tag = at.properties?.tag;
    if (kind === "scalar") {
      this.#scanner.skip();
      return readScalar(token, tag, { asKey: at.asKey, problems: this.problems });
    }
    if (kind === "[") return this.#flow.seq(token);
    if (kind === "{") return this.#flow.map(token);
    if (kind === "entry" && at.indentless) return this.#block.indentlessSeq(token);
    if (kind === "block-sequence" && at.block) return this.#block.seq(token);
    if (kind === "block-mapping" && at.block) return this.#block.map(token);
    if (at.properties === undefined) throw parserError("did not find expected node content", token);
    const { end } = at.properties;
    const nothing: Token = { ...token, kind: "scalar", start: end, end, value: "", style: "plain" };
    return readScalar(nothing, tag, { asKey: at.asKey, problems: this.problems });
  }
}

const tooDeep = "nested too deeply";

function lineEndOf(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}
