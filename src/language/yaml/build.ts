import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from "js-yaml";
import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";
import { mapOf } from "./mapping.ts";
import type { MapNode, Pair, Range, ScalarNode, ScalarStyle, SeqNode, YamlNode } from "./node.ts";
import type { ParsedYaml, YamlProblem } from "./parse.ts";
import { mismatch, resolvePlain, resolveTagged } from "./resolve.ts";

/** Builds the tree of the first document from js-yaml's events, which carry offsets. */
export function buildTree(
  text: string,
  events: readonly Event[],
  scalarText: (event: ScalarEvent) => string,
): ParsedYaml {
  const builder = new TreeBuilder(text, events, scalarText);
  const root = builder.document();
  return { root, problems: builder.problems, broken: false };
}

/** Nodes reached through aliases: more than this many is an alias bomb (go.yaml.in/yaml/v2 decode.go refuses them too). */
const maxAliasedNodes = 100_000;

class TreeBuilder {
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #scalarText: (event: ScalarEvent) => string;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #sizes = new Map<YamlNode, number>();
  #next = 0;
  /** Where the last token ended; an empty value stands here. */
  #last = 0;
  #aliasedNodes = 0;

  constructor(text: string, events: readonly Event[], scalarText: (event: ScalarEvent) => string) {
    this.#text = text;
    this.#events = events;
    this.#scalarText = scalarText;
  }

  document(): YamlNode | undefined {
    if (this.#events[0]?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.#next = 1;
    const root = this.#node();
    if (this.#aliasedNodes > maxAliasedNodes) {
      const range = { start: 0, end: 0 };
      const message = "The aliases of this document expand to more than the server accepts.";
      const server = "yaml: document contains excessive aliasing";
      this.problems.push({ rule: "yaml-value", range, message, server });
      return undefined;
    }
    return root;
  }

  #node(): YamlNode | undefined {
    const event = this.#events[this.#next];
    if (event === undefined || event.type === EVENT_ID.POP) return undefined;
    this.#next += 1;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, this.#scalar(event));
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd);
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, this.#seq(event));
      case EVENT_ID.MAPPING:
        return this.#anchored(event, this.#map(event));
      default:
        return undefined;
    }
  }

  #anchored(event: ScalarEvent | SequenceEvent | MappingEvent, node: YamlNode): YamlNode {
    if (event.anchorStart >= 0)
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  #alias(start: number, end: number): YamlNode {
    this.#last = end;
    const target = this.#anchors.get(this.#text.slice(start, end));
    if (target !== undefined) {
      this.#aliasedNodes += this.#sizeOf(target);
      return target;
    }
    const name = this.#text.slice(start, end);
    const range = { start: start - 1, end };
    this.problems.push({
      rule: "yaml-value",
      range,
      message: `No anchor &${name} stands before this alias, or it contains the alias itself.`,
      server: `yaml: unknown anchor '${name}' referenced`,
    });
    return { kind: "scalar", ...range, value: null, raw: "", style: "plain" };
  }

  #sizeOf(node: YamlNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    if (node.kind === "seq") for (const item of node.items) size += this.#sizeOf(item);
    if (node.kind === "map") for (const pair of node.pairs) size += 1 + this.#sizeOf(pair.value);
    this.#sizes.set(node, size);
    return size;
  }

  #scalar(event: ScalarEvent): ScalarNode {
    const style = styleOf(event);
    if (event.valueStart < 0) {
      const at = Math.max(this.#last, event.anchorEnd, event.tagEnd);
      this.#last = at;
      return this.#resolved({ start: at, end: at }, "", event);
    }
    const quotes = style === "single" || style === "double" ? 1 : 0;
    const range = { start: event.valueStart - quotes, end: event.valueEnd + quotes };
    if (style === "literal" || style === "folded") {
      range.start = this.#blockHeader(range.start);
      while (range.end > range.start && /\s/.test(this.#text.charAt(range.end - 1))) range.end -= 1;
    }
    this.#last = range.end;
    const raw = event.fast
      ? this.#text.slice(event.valueStart, event.valueEnd)
      : this.#scalarText(event);
    return this.#resolved(range, raw, event);
  }

  /** The `|` or `>` before the lines of a block scalar. */
  #blockHeader(contentStart: number): number {
    let at = contentStart;
    while (at > 0 && !"|>".includes(this.#text.charAt(at))) at -= 1;
    return at;
  }

  #resolved(range: { start: number; end: number }, raw: string, event: ScalarEvent): ScalarNode {
    const style = styleOf(event);
    const tag = event.tagStart >= 0 ? this.#text.slice(event.tagStart, event.tagEnd) : undefined;
    const value = tag ? resolveTagged(tag, raw) : style === "plain" ? resolvePlain(raw) : raw;
    if (typeof value !== "symbol")
      return { kind: "scalar", ...range, value, raw, style, ...(tag === undefined ? {} : { tag }) };
    this.problems.push(unusable(range, raw, value === mismatch ? tag : undefined));
    return { kind: "scalar", ...range, value: raw, raw, style };
  }

  #seq(event: SequenceEvent): SeqNode {
    this.#last = isFlow(event) ? event.start + 1 : event.start;
    const items: YamlNode[] = [];
    for (;;) {
      if (!isFlow(event)) this.#skipDash();
      const item = this.#node();
      if (item === undefined) break;
      items.push(item);
    }
    return { kind: "seq", start: event.start, end: this.#close(event), items, flow: isFlow(event) };
  }

  #map(event: MappingEvent): MapNode {
    const flow = isFlow(event);
    this.#last = flow ? event.start + 1 : event.start;
    const pairs: Pair[] = [];
    for (let key = this.#node(); key !== undefined; key = this.#node()) {
      this.#skipColon();
      const value = this.#node();
      if (value === undefined) break;
      if (key.kind === "scalar") pairs.push({ name: String(key.value), key, value });
      else this.#complexKey(key);
    }
    const map = mapOf(pairs, this.problems);
    return { kind: "map", start: event.start, end: this.#close(event), pairs: map, flow };
  }

  /** An empty value stands behind its colon, not behind its key. */
  #skipColon(): void {
    const colon = /^[ \t]*:/.exec(this.#text.slice(this.#last, this.#last + 20));
    if (colon) this.#last += colon[0].length;
  }

  /** An empty item stands behind its dash. */
  #skipDash(): void {
    const next = this.#events[this.#next];
    if (next?.type !== EVENT_ID.SCALAR || next.valueStart >= 0) return;
    const dash = /^(?:\s|#[^\n]*\n)*-/.exec(this.#text.slice(this.#last));
    if (dash) this.#last += dash[0].length;
  }

  #complexKey(key: YamlNode): void {
    this.problems.push({
      rule: "yaml-value",
      range: { start: key.start, end: key.end },
      message: "A key must be a single value: JSON has no keys that are lists or maps.",
    });
  }

  #close(event: SequenceEvent | MappingEvent): number {
    this.#next += 1;
    if (!isFlow(event)) return Math.max(this.#last, event.start);
    const closing = event.type === EVENT_ID.SEQUENCE ? "]" : "}";
    let at = this.#last;
    while (at < this.#text.length && this.#text.charAt(at) !== closing) {
      if (this.#text.charAt(at) === "#") at = lineEnd(this.#text, at);
      else at += 1;
    }
    this.#last = Math.min(at + 1, this.#text.length);
    return this.#last;
  }
}

function unusable(range: Range, raw: string, tag: string | undefined): YamlProblem {
  if (tag === undefined) {
    const message = `${raw} is a floating-point value that JSON cannot carry; quote it if it is text.`;
    return { rule: "yaml-value", range, message };
  }
  const message = `${raw} is not a value of the type ${tag}.`;
  const server = `yaml: cannot decode !!str \`${raw}\` as a ${tag}`;
  return { rule: "yaml-value", range, message, server };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function isFlow(event: SequenceEvent | MappingEvent): boolean {
  return event.style === COLLECTION_STYLE.FLOW;
}

function styleOf(event: ScalarEvent): ScalarStyle {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
      return "single";
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return "double";
    case SCALAR_STYLE.LITERAL_BLOCK:
      return "literal";
    case SCALAR_STYLE.FOLDED_BLOCK:
      return "folded";
    default:
      return "plain";
  }
}
