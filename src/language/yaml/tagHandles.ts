import type { Token } from "./token.ts";
import { parserError } from "./yamlSyntaxError.ts";

const standardTags = "tag:yaml.org,2002:";

/** The prefixes that %TAG directives give to handles. */
export class TagHandles {
  readonly #prefixes = new Map<string, string>();

  /** Throws YamlSyntaxError for a handle that is there already. */
  add(directive: Token): void {
    const handle = directive.handle ?? "";
    if (this.#prefixes.has(handle)) throw parserError("found duplicate %TAG directive", directive);
    this.#prefixes.set(handle, directive.value);
  }

  /** The tag of `!!str`, `!name`, `!` or a whole URI, in its short form. Throws YamlSyntaxError for an unknown handle. */
  tagOf(token: Token): string {
    const handle = token.handle ?? "";
    if (handle === "") return shortTag(token.value);
    const known = handle === "!" ? "!" : handle === "!!" ? standardTags : undefined;
    const prefix = this.#prefixes.get(handle) ?? known;
    if (prefix === undefined) throw parserError("found undefined tag handle", token);
    return shortTag(prefix + token.value);
  }
}

function shortTag(tag: string): string {
  return tag.startsWith(standardTags) ? `!!${tag.slice(standardTags.length)}` : tag;
}
