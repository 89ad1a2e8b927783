import { ownText } from "../../../karpenter/ownText.ts";
import { isMap } from "../server/value.ts";
import type { Value } from "../server/value.ts";

/** Keys and names are short; what is longer is seldom met again. */
const longestText = 128;
const mostTexts = 1000;

/**
 * The texts that a rule has let pass. Manifests have the same keys again and again, and a rule that asks for nothing but
 * `self` answers the same again.
 */
export class PassedTexts {
  readonly #known = new Set<string>();
  readonly #isAboutKeys: boolean;

  constructor(rule: string) {
    this.#isAboutKeys = isAboutKeys(rule);
  }

  /** Whether the rule is known to hold for a value. */
  has(value: Value): boolean {
    if (typeof value === "string") return this.#known.has(value);
    if (!this.#isAboutKeys || !isMap(value)) return false;
    for (const key of value.keys()) if (!this.#known.has(key)) return false;
    return true;
  }

  /** The rule holds for a value. */
  add(value: Value): void {
    if (typeof value === "string") this.#keep(value);
    else if (this.#isAboutKeys && isMap(value)) for (const key of value.keys()) this.#keep(key);
  }

  #keep(text: string): void {
    if (text.length > longestText) return;
    if (this.#known.size >= mostTexts) this.#known.clear();
    this.#known.add(ownText(text));
  }
}

const quoted = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

/** `self.all(x, ...)` and nothing else: over a map it holds where it holds for each key, whatever the values are. */
export function isAboutKeys(rule: string): boolean {
  if (/"""|'''/.test(rule)) return false;
  const bare = rule.trim().replace(quoted, "''");
  if (!/^self\.all\(\s*\w+\s*,/.test(bare) || bare.lastIndexOf("self") > 0) return false;
  let depth = 0;
  for (const [index, letter] of Array.from(bare).entries()) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter === ")" && depth === 0) return index === bare.length - 1;
  }
  return false;
}
