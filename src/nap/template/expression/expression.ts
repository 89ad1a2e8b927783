/** What stands in brackets in an ARM template, parsed: `[concat(parameters('a'), '-x')]`. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression };

/** Strings that begin and end with a bracket are expressions; `[[` is an escaped bracket. */
export function isExpression(text: string): boolean {
  return /^\s*\[(?!\[)[^]*\]\s*$/.test(text);
}

interface Cursor {
  readonly text: string;
  at: number;
}

const deepest = 100;

/** Parses a string that `isExpression`; undefined where it is none that this grammar knows. */
export function parseExpression(text: string): Expression | undefined {
  const inner = text.trim().slice(1, -1);
  const cursor: Cursor = { text: inner, at: 0 };
  const expression = parseAt(cursor, 0);
  skipSpace(cursor);
  return cursor.at === inner.length ? expression : undefined;
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text.charAt(cursor.at))) cursor.at++;
}

/** Passes over one character where it comes next. */
function take(cursor: Cursor, char: string): boolean {
  skipSpace(cursor);
  if (cursor.text.charAt(cursor.at) !== char) return false;
  cursor.at++;
  return true;
}

function word(cursor: Cursor, pattern: RegExp): string | undefined {
  skipSpace(cursor);
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}

function parseAt(cursor: Cursor, depth: number): Expression | undefined {
  if (depth > deepest) return undefined;
  const text = word(cursor, /'(?:[^']|'')*'/y);
  const digits = text === undefined ? word(cursor, /-?\d+/y) : undefined;
  if (digits !== undefined) return { kind: "literal", value: Number(digits) };
  const start: Expression | undefined =
    text === undefined
      ? parseCall(cursor, depth)
      : { kind: "literal", value: text.slice(1, -1).replaceAll("''", "'") };
  return start && parseMembers(cursor, start, depth);
}

function parseCall(cursor: Cursor, depth: number): Expression | undefined {
  const name = word(cursor, /[A-Za-z_][\w.]*/y);
  if (name === undefined || !take(cursor, "(")) return undefined;
  const args: Expression[] = [];
  if (take(cursor, ")")) return { kind: "call", name: name.toLowerCase(), args };
  for (;;) {
    const arg = parseAt(cursor, depth + 1);
    if (arg === undefined) return undefined;
    args.push(arg);
    if (take(cursor, ")")) return { kind: "call", name: name.toLowerCase(), args };
    if (!take(cursor, ",")) return undefined;
  }
}

/** `.name`, `[0]`, and the safe forms `.?name` and `[?0]`, which differ only in what they do about absent members. */
function parseMembers(cursor: Cursor, start: Expression, depth: number): Expression | undefined {
  let of = start;
  for (;;) {
    if (take(cursor, ".")) {
      take(cursor, "?");
      const name = word(cursor, /[A-Za-z_][\w-]*/y);
      if (name === undefined) return undefined;
      of = { kind: "member", of, key: { kind: "literal", value: name } };
    } else if (take(cursor, "[")) {
      take(cursor, "?");
      const key = parseAt(cursor, depth + 1);
      if (key === undefined || !take(cursor, "]")) return undefined;
      of = { kind: "member", of, key };
    } else return of;
  }
}

/** The expression as a template spells it, without its brackets. */
export function printExpression(expression: Expression): string {
  if (expression.kind === "literal")
    return typeof expression.value === "number"
      ? String(expression.value)
      : `'${expression.value.replaceAll("'", "''")}'`;
  if (expression.kind === "call")
    return `${expression.name}(${expression.args.map(printExpression).join(", ")})`;
  const { of, key } = expression;
  const isName = key.kind === "literal" && typeof key.value === "string";
  return `${printExpression(of)}${isName ? `.${key.value}` : `[${printExpression(key)}]`}`;
}
